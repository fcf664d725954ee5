vim.filetype.add({ extension = { gin = 'gin', hyp = 'hyperion' } })
