-- `:HpPreview [START]`: what the sweep in this buffer generates, from config START on, in a scratch buffer.
-- The text comes from the server; nothing is written and nothing is run.

local PAGE = 20

local function problem_line(problem)
  return ('# line %d, column %d: %s'):format(problem.line, problem.column, problem.message)
end

local function config_lines(config, lines)
  vim.list_extend(lines, { '', '# config ' .. config.indexText })
  if type(config.text) == 'string' then -- null where plain Gin cannot say what the config means
    vim.list_extend(lines, vim.split(config.text, '\n'))
    return
  end
  for _, binding in ipairs(config.bindings) do
    table.insert(lines, binding.key .. ' = ' .. binding.value)
  end
end

local function preview_lines(preview)
  local noun = preview.countText == '1' and 'config' or 'configs'
  local lines = { ('# %s: %s %s'):format(vim.fn.fnamemodify(preview.path, ':~:.'), preview.countText, noun) }
  if #preview.varying > 0 then
    table.insert(lines, '# varying:')
    vim.list_extend(lines, vim.tbl_map(function(key) return '#   ' .. key end, preview.varying))
  end
  vim.list_extend(lines, vim.tbl_map(problem_line, preview.problems))
  for _, config in ipairs(preview.configs) do
    config_lines(config, lines)
  end
  return lines
end

local function show(lines)
  vim.cmd('botright new')
  vim.api.nvim_buf_set_lines(0, 0, -1, false, lines)
  vim.bo.buftype = 'nofile'
  vim.bo.bufhidden = 'wipe'
  vim.bo.swapfile = false
  vim.bo.modifiable = false
  vim.bo.syntax = 'gin'
end

local function preview(client, uri, start)
  local request = {
    command = 'hpLsp.previewExpansion',
    arguments = { { uri = uri, start = start, count = PAGE, style = 'gin' } },
  }
  client:request('workspace/executeCommand', request, function(problem, answer)
    if problem or not answer then
      vim.notify(problem and problem.message or 'hp-lsp: this is no sweep', vim.log.levels.WARN)
      return
    end
    show(preview_lines(answer))
  end)
end

local function preview_buffer(command)
  local client = vim.lsp.get_clients({ bufnr = 0, name = 'hp_lsp' })[1]
  if not client then
    vim.notify("hp-lsp does not run in this buffer; `vim.lsp.enable('hp_lsp')` starts it", vim.log.levels.WARN)
    return
  end
  preview(client, vim.uri_from_bufnr(0), command.count)
end

-- The command of a code lens.
vim.lsp.commands['hpLsp.previewExpansion'] = function(command, context)
  preview(vim.lsp.get_client_by_id(context.client_id), command.arguments[1].uri, 0)
end

-- The command of the lens above what Python registers: where configs name it, as a list or at once if it is one place.
vim.lsp.commands['hpLsp.showPlaces'] = function(command, context)
  local client, place = vim.lsp.get_client_by_id(context.client_id), command.arguments[1]
  local request = { textDocument = { uri = place.uri }, position = place.position }
  client:request('textDocument/implementation', request, function(problem, answer)
    local links = vim.tbl_filter(function(link) return (link.targetUri or link.uri) ~= place.uri end, answer or {})
    if problem or #links == 0 then
      vim.notify(problem and problem.message or 'hp-lsp: no config names this', vim.log.levels.WARN)
    elseif #links == 1 then
      vim.lsp.util.show_document(links[1], client.offset_encoding, { focus = true })
    else
      local items = vim.lsp.util.locations_to_items(links, client.offset_encoding)
      vim.fn.setqflist({}, ' ', { title = 'Configs', items = items })
      vim.cmd('botright copen')
    end
  end)
end

vim.api.nvim_create_user_command('HpPreview', preview_buffer, {
  count = 0,
  desc = 'Show what the sweep in this buffer generates',
})
