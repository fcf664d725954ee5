;;; session.el --- one session of a user in the example project -*- lexical-binding: t -*-

;; Loads the configuration in HP_LSP_CONFIGURATION, and writes what it saw to the file in HP_LSP_REPORT as JSON.

(setq make-backup-files nil
      create-lockfiles nil
      confirm-kill-processes nil
      eglot-sync-connect 30
      eglot-autoshutdown nil
      eglot-confirm-server-initiated-edits nil
      xref-prompt-for-identifier nil)
(require 'cl-lib)
(require 'eglot)
(require 'json)
(require 'project)
(load-file (getenv "HP_LSP_CONFIGURATION"))

;; Emacs knows a project by its version control; the copy of the example has none.
(defvar root default-directory)
(add-hook 'project-find-functions (lambda (_) (cons 'transient root)))

(defun wait-for (what found)
  "Return what FOUND gives as soon as it gives something; fail after half a minute, naming WHAT."
  (let ((end (+ (float-time) 30)) result)
    (while (not (setq result (funcall found)))
      (when (> (float-time) end)
        (error "Timed out waiting for %s" what))
      (accept-process-output nil 0.05))
    result))

(defun open-file (file)
  "Visit FILE and do what Emacs does before it reads the next key: eglot begins then."
  (find-file (expand-file-name file root))
  (run-hooks 'post-command-hook)
  (wait-for "the server" #'eglot-current-server))

(defun problem-lines ()
  "Return the lines of the buffer that have a problem, in order."
  (flymake-start)
  (let ((planted (count-matches "^# Planted" (point-min) (point-max))))
    (wait-for "diagnostics" (lambda () (>= (length (flymake-diagnostics)) planted))))
  (delete-dups (sort (mapcar (lambda (one) (line-number-at-pos (flymake-diagnostic-beg one))) (flymake-diagnostics)) #'<)))

(defun completed ()
  "Return the line that completing a parameter leaves."
  (goto-char (point-max))
  (insert "Transformer.num_l")
  (completion-at-point)
  (prog1 (buffer-substring-no-properties (line-beginning-position) (line-end-position))
    (revert-buffer t t t)))

(defun go-to (pattern)
  "Put point on the last name in what PATTERN matches."
  (goto-char (point-min))
  (re-search-forward pattern)
  (backward-char))

(defun definition ()
  "Return the file and the line to which the definition of a parameter leads, and come back."
  (save-current-buffer
    (call-interactively #'xref-find-definitions)
    (list (file-name-nondirectory buffer-file-name) (thing-at-point 'line t))))

(defun hovered ()
  "Return what the server says of the name at point."
  (let ((answer (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover (eglot--TextDocumentPositionParams))))
    (plist-get (plist-get answer :contents) :value)))

(defun renamed ()
  "Rename the parameter at point and return what its line in another file is then."
  (cl-letf (((symbol-function 'y-or-n-p) #'always)) ; whether to edit files that are not open
    (eglot-rename "rate"))
  (with-current-buffer (find-file-noselect (expand-file-name "optim.py" root))
    (goto-char (point-min))
    (and (re-search-forward "[( ]rate\\b" nil t) t)))

(defun previewed ()
  "Return the first line of the preview of this sweep, and the first line of its first config."
  (hp-lsp-preview 1)
  (with-current-buffer "*hp-lsp preview*"
    (goto-char (point-min))
    (list (thing-at-point 'line t) (progn (forward-line 2) (thing-at-point 'line t)))))

(defun face-of (text)
  "Return the name of the face in which TEXT is shown, where it stands first."
  (font-lock-ensure)
  (goto-char (point-min))
  (re-search-forward (regexp-quote text))
  (format "%s" (get-text-property (match-beginning 0) 'face)))

(defun commented ()
  "Return what commenting makes of the first line that is not a comment."
  (goto-char (point-min))
  (forward-line)
  (comment-line 1)
  (forward-line -1)
  (string-trim (thing-at-point 'line t)))

(defun session ()
  "Return what a user sees, as an alist."
  (open-file "configs/broken.gin")
  (let ((report (list (cons 'mode (symbol-name major-mode)) (cons 'problems (vconcat (problem-lines))))))
    (open-file "configs/train.gin")
    (push (cons 'completed (completed)) report)
    (go-to "^Adam\\.learning_rate")
    (push (cons 'hover (hovered)) report)
    (push (cons 'definition (vconcat (definition))) report)
    (push (cons 'renamed (renamed)) report)
    (push (cons 'line (progn (goto-char (point-min)) (re-search-forward "^Adam\\.rate" nil t) (and (match-beginning 0) t))) report)
    (open-file "sweeps/lr.hyp")
    (push (cons 'sweep (symbol-name major-mode)) report)
    (push (cons 'previewed (vconcat (previewed))) report)
    (push (cons 'faces (vconcat (mapcar #'face-of '("table" "# sizes" "d_model, " "@Adam" "%steps")))) report)
    (push (cons 'commented (commented)) report)
    report))

(let ((report (condition-case problem (session) (error (list (cons 'error (error-message-string problem)))))))
  (with-temp-file (getenv "HP_LSP_REPORT")
    (insert (json-encode report))))
(kill-emacs 0)
