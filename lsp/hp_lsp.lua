-- How Neovim 0.11 and later starts the server: `vim.lsp.enable('hp_lsp')`.
return {
  cmd = { 'hp-lsp' },
  filetypes = { 'gin', 'hyperion', 'python', 'yaml', 'sh', 'make' },
  root_markers = { 'hp-lsp.toml', 'pyproject.toml', 'setup.py', '.git' },
}
