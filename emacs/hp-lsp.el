;;; hp-lsp.el --- Gin configs and Hyperion sweeps, served by hp-lsp -*- lexical-binding: t -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1") (eglot "1.9"))
;; URL: https://github.com/hp-lsp/hp-lsp

;;; Commentary:

;; Major modes for `.gin' and `.hyp' files, which eglot serves with the command `hp-lsp', and `hp-lsp-preview', which
;; shows what a sweep generates.  Nothing of the project is run.

;;; Code:

(require 'eglot)
(require 'jsonrpc)

(defconst hp-lsp-page 20
  "How many configs `hp-lsp-preview' shows.")

(defvar gin-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?' "\"" table)
    table)
  "Comments begin with #, strings stand in quotes of both kinds.")

(defconst gin-mode-keywords
  '(("^\\(import\\|include\\|from\\)\\_>" 1 font-lock-keyword-face)
    ("@[A-Za-z_][A-Za-z0-9_./]*" 0 font-lock-function-name-face)
    ("%[A-Za-z_][A-Za-z0-9_./]*" 0 font-lock-variable-name-face)
    ("\\_<\\(True\\|False\\|None\\)\\_>" 0 font-lock-constant-face)
    ("^\\s-*\\([A-Za-z_][A-Za-z0-9_./]*\\)\\s-*[=:]" 1 font-lock-variable-name-face)))

(defconst hyperion-mode-keywords
  (append '(("^\\s-*\\(table\\|with\\|union\\|product\\)\\_>" 1 font-lock-keyword-face)) gin-mode-keywords))

;;;###autoload
(define-derived-mode gin-mode prog-mode "Gin"
  "Major mode for Gin configs."
  (hp-lsp--set-up 'gin-mode-keywords))

;;;###autoload
(define-derived-mode hyperion-mode prog-mode "Hyperion"
  "Major mode for Hyperion sweeps."
  :syntax-table gin-mode-syntax-table
  (hp-lsp--set-up 'hyperion-mode-keywords))

(defun hp-lsp--set-up (keywords)
  "Set what both modes share, and colour KEYWORDS."
  (setq-local comment-start "# "
              comment-start-skip "#+ *"
              indent-line-function #'indent-relative
              indent-tabs-mode nil
              tab-width 4
              font-lock-defaults (list keywords)))

;;;###autoload
(progn
  (add-to-list 'auto-mode-alist '("\\.gin\\'" . gin-mode))
  (add-to-list 'auto-mode-alist '("\\.hyp\\'" . hyperion-mode)))

;; Two entries, and so two servers: older versions of eglot tell a server one language for all its files.
(add-to-list 'eglot-server-programs '((gin-mode :language-id "gin") . ("hp-lsp")))
(add-to-list 'eglot-server-programs '((hyperion-mode :language-id "hyperion") . ("hp-lsp")))

(defun hp-lsp--config (config)
  "Return the text of a CONFIG that the server sent."
  (let ((text (plist-get config :text)))
    (format "\n# config %s\n%s"
            (plist-get config :indexText)
            (if (stringp text) ; nil where plain Gin cannot say what the config means
                text
              (mapconcat (lambda (one) (format "%s = %s\n" (plist-get one :key) (plist-get one :value)))
                         (plist-get config :bindings) "")))))

(defun hp-lsp-preview (&optional start)
  "Show what the sweep in this buffer generates, from config START on.\nSTART is the prefix argument, 0 where there is none."
  (interactive "P")
  (let* ((query (list :uri (plist-get (eglot--TextDocumentIdentifier) :uri)
                      :start (if start (prefix-numeric-value start) 0) :count hp-lsp-page :style "gin"))
         (preview (jsonrpc-request (eglot--current-server-or-lose) :workspace/executeCommand
                                   (list :command "hpLsp.previewExpansion" :arguments (vector query)))))
    (unless preview
      (user-error "This is no sweep"))
    (with-current-buffer (get-buffer-create "*hp-lsp preview*")
      (let ((inhibit-read-only t))
        (erase-buffer)
        (insert (format "# %s configs\n" (plist-get preview :countText)))
        (mapc (lambda (one) (insert (format "# line %s: %s\n" (plist-get one :line) (plist-get one :message))))
              (plist-get preview :problems))
        (mapc (lambda (one) (insert (hp-lsp--config one))) (plist-get preview :configs)))
      (gin-mode)
      (view-mode)
      (goto-char (point-min))
      (display-buffer (current-buffer)))))

(provide 'hp-lsp)
;;; hp-lsp.el ends here
