vim.cmd.runtime('ftplugin/gin.lua')
