-- A user's session in the example project: sees mistakes, completes, jumps to the code and back, previews a sweep.
-- Writes what was seen as JSON to the file named by HP_LSP_REPORT. Run from the folder of the example.
local report = { notices = {} }

vim.notify = function(message)
  table.insert(report.notices, message)
end

vim.lsp.config('hp_lsp', { cmd = { vim.env.HP_LSP_PYTHON, '-m', 'hp_lsp' } })
vim.lsp.enable('hp_lsp')

local function leave()
  report.error = report.error or (vim.v.errmsg ~= '' and vim.v.errmsg) or nil
  local file = assert(io.open(vim.env.HP_LSP_REPORT, 'w'))
  file:write(vim.json.encode(report))
  file:close()
  vim.cmd('qall!')
end

-- Waits in the editor's own loop, so that typed keys and messages of the server are handled meanwhile.
local function wait_for(what, condition)
  local self, deadline = coroutine.running(), vim.uv.now() + 10000
  local function look()
    local ok, value = pcall(condition)
    if ok and value then
      coroutine.resume(self, value)
    elseif vim.uv.now() > deadline then
      report.error = 'waited in vain for ' .. what
      leave()
    else
      vim.defer_fn(look, 10)
    end
  end
  vim.defer_fn(look, 10)
  return coroutine.yield()
end

local function edit(name)
  vim.cmd.edit(name)
  local buffer = vim.api.nvim_get_current_buf()
  wait_for('the server in ' .. name, function()
    return vim.lsp.get_clients({ bufnr = buffer })[1]
  end)
  return buffer
end

local function put_cursor_on(pattern)
  assert(vim.fn.search(pattern, 'cw') > 0, pattern)
end

local function seen_diagnostics()
  local buffer = edit('configs/broken.gin')
  local enough = function()
    local found = vim.diagnostic.get(buffer)
    return #found >= 9 and found
  end
  local seen = {}
  for _, one in ipairs(wait_for('diagnostics', enough)) do
    table.insert(seen, { line = one.lnum, code = one.code })
  end
  return seen
end

local function seen_in_script()
  local buffer = edit('run.sh')
  local seen = function()
    return vim.diagnostic.get(buffer)[1]
  end
  local problem = wait_for('the problem of a command line', seen)
  vim.v.errmsg = '' -- Neovim's own syntax of shells leaves one
  return problem.code
end

local function completed_line()
  edit('configs/train.gin')
  vim.api.nvim_input('GoTransformer.num_l<C-x><C-o>')
  wait_for('completion', function()
    return vim.fn.getline('.'):match('num_layers') or vim.fn.pumvisible() == 1
  end)
  vim.api.nvim_input(vim.fn.pumvisible() == 1 and '<C-y><Esc>' or '<Esc>')
  wait_for('normal mode', function()
    return vim.fn.mode() == 'n' and vim.fn.getline('.'):match('num_layers')
  end)
  local line = vim.fn.getline('.')
  vim.cmd('silent undo')
  return line
end

-- The groups by which the server colours a word, the last of them on top.
local function coloured(name, words)
  local buffer, seen = edit(name), {}
  for _, pattern in ipairs(words) do
    local row, column = unpack(vim.fn.searchpos(pattern, 'cw'))
    assert(row > 0, pattern)
    local token = wait_for('the colour of ' .. pattern, function()
      return (vim.lsp.semantic_tokens.get_at_pos(buffer, row - 1, column - 1) or {})[1]
    end)
    local modifiers = vim.tbl_keys(token.modifiers)
    table.sort(modifiers)
    table.insert(seen, table.concat({ token.type, unpack(modifiers) }, ' '))
  end
  return seen
end

local function formatted_line()
  local buffer = edit('configs/train.gin')
  vim.api.nvim_buf_set_lines(buffer, -1, -1, false, { "batches.tags=[ 'a','b' ]  # c" })
  wait_for('formatting', function()
    return vim.lsp.get_clients({ bufnr = buffer, method = 'textDocument/formatting' })[1]
  end)
  vim.lsp.buf.format({ bufnr = buffer })
  local line = vim.api.nvim_buf_get_lines(buffer, -2, -1, false)[1]
  vim.cmd('edit!')
  return line
end

local function jump_to_code()
  put_cursor_on('^Adam.\\zslearning_rate')
  vim.lsp.buf.definition()
  wait_for('the definition', function()
    return vim.fn.expand('%:t'):match('%.py$')
  end)
  return { file = vim.fn.expand('%:t'), word = vim.fn.expand('<cword>') }
end

local function jump_back()
  wait_for('the server in the code', function()
    return vim.lsp.get_clients({ bufnr = 0 })[1]
  end)
  local places
  vim.lsp.buf.references({ includeDeclaration = false }, {
    on_list = function(list)
      places = list.items
    end,
  })
  wait_for('references', function()
    return places
  end)
  local names = {}
  for _, place in ipairs(places) do
    names[vim.fn.fnamemodify(place.filename, ':t')] = true
  end
  return vim.tbl_keys(names)
end

local function previewed()
  edit('sweeps/lr.hyp')
  vim.cmd('HpPreview 1')
  wait_for('the preview', function()
    return vim.bo.buftype == 'nofile' and vim.fn.line('$') > 1
  end)
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

local function previewed_by_lens()
  vim.cmd.bwipeout()
  local buffer = edit('sweeps/lr.hyp')
  vim.lsp.codelens.refresh({ bufnr = buffer })
  local lenses = wait_for('the lenses', function()
    local found = vim.lsp.codelens.get(buffer)
    return #found > 0 and found
  end)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  vim.lsp.codelens.run()
  wait_for('the preview of the lens', function()
    return vim.bo.buftype == 'nofile' and vim.fn.line('$') > 1
  end)
  return { title = lenses[1].command.title, first = vim.fn.getline(1) }
end

local function places_by_lens()
  local buffer = edit('model.py')
  vim.lsp.codelens.refresh({ bufnr = buffer })
  local lens = wait_for('a lens of the code', function()
    return vim.iter(vim.lsp.codelens.get(buffer)):find(function(one)
      return one.command and one.command.title:match('configs')
    end)
  end)
  vim.api.nvim_win_set_cursor(0, { lens.range.start.line + 1, 0 })
  vim.lsp.codelens.run()
  wait_for('the list of places', function()
    return vim.bo.buftype == 'quickfix' or vim.fn.expand('%:e') ~= 'py'
  end)
  return { title = lens.command.title, places = #vim.fn.getqflist() }
end

local function session()
  report.diagnostics = seen_diagnostics()
  report.script = seen_in_script()
  report.completed = completed_line()
  report.formatted = formatted_line()
  report.definition = jump_to_code()
  report.references = jump_back()
  report.coloured = coloured('configs/broken.gin', { '# Slips', 'Tranformer', 'Adam', 'learning_rat', '^model', "'/tmp" })
  report.coloured_sweep = coloured('sweeps/lr.hyp', { 'table', 'd_model,', 'Attention', 'with Adam', 'Adam:', 'beta2: ' })
  report.preview = previewed()
  report.lens = previewed_by_lens()
  report.code_lens = places_by_lens()
end

vim.schedule(function()
  coroutine.wrap(function()
    local ok, problem = xpcall(session, debug.traceback)
    report.error = not ok and problem or nil
    leave()
  end)()
end)
