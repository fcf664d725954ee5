" Vim syntax file for Gin configs (https://github.com/google/gin-config)
if exists('b:current_syntax')
  finish
endif

let s:save_cpo = &cpo
set cpo&vim

syntax match ginComment /#.*$/ contains=ginTodo,@Spell
syntax keyword ginTodo TODO FIXME XXX contained

" Left of `=` and `:`: scope/module.Configurable.parameter. A name without a dot is a macro, or in a block a parameter.
syntax match ginScope /\%(^\s*\)\@<=\%([A-Za-z_]\k*\/\)\+/
syntax match ginMacroName /\%(^\s*\%([A-Za-z_]\k*\/\)*\)\@<=[A-Za-z_]\k*\ze\s*=/
syntax match ginBlockParameter /^\s\+\zs[A-Za-z_]\k*\ze\s*=/
syntax match ginConfigurable /\%([A-Za-z_]\k*\.\)*[A-Za-z_]\k*\ze\.[A-Za-z_]\k*\s*=/
syntax match ginParameter /\.\zs[A-Za-z_]\k*\ze\s*=/
syntax match ginHeader /\%(^\s*\%([A-Za-z_]\k*\/\)*\)\@<=[A-Za-z_][[:alnum:]_.]*\ze\s*:\s*\%(#.*\)\=$/

syntax match ginInclude /^\s*\%(import\|include\|from\)\>\ze\s*[^=:. \t\/]/
syntax match ginInclude /\%(^\s*from\s.*\)\@<=\<import\>/
syntax match ginInclude /\%(^\s*\%(import\|from\)\s.*\)\@<=\<as\>/

syntax match ginReference /@\s*\%([A-Za-z_][[:alnum:]_.]*\/\)*[A-Za-z_][[:alnum:]_.]*\%(\s*()\)\=/ contains=ginReferenceScope
syntax match ginReferenceScope /@\@<=\s*\%([A-Za-z_][[:alnum:]_.]*\/\)\+/ contained
syntax match ginMacroUse /%\s*[A-Za-z_][[:alnum:]_.\/]*/

syntax keyword ginBoolean True False
syntax keyword ginNone None
syntax match ginNumber /\<\d[0-9_]*\%([eE][-+]\=\d\+\)\=[jJ]\=\>/
syntax match ginNumber /\<0[xX][0-9A-Fa-f_]\+\>\|\<0[oO][0-7_]\+\>\|\<0[bB][01_]\+\>/
syntax match ginNumber /\<\d[0-9_]*\.[0-9_]*\%([eE][-+]\=\d\+\)\=[jJ]\=/
syntax match ginNumber /\%(\k\|\.\)\@1<!\.\d[0-9_]*\%([eE][-+]\=\d\+\)\=[jJ]\=\>/

syntax region ginString start=/[rRbBuU]\{0,2}'\%(''\)\@!/ skip=/\\./ end=/'/ end=/\\\@1<!$/ contains=ginEscape
syntax region ginString start=/[rRbBuU]\{0,2}"\%(""\)\@!/ skip=/\\./ end=/"/ end=/\\\@1<!$/ contains=ginEscape
syntax region ginString start=/[rRbBuU]\{0,2}'''/ skip=/\\./ end=/'''/ contains=ginEscape keepend
syntax region ginString start=/[rRbBuU]\{0,2}"""/ skip=/\\./ end=/"""/ contains=ginEscape keepend
syntax match ginEscape /\\\%([\\'"abfnrtv]\|\o\{1,3}\|x\x\{2}\|u\x\{4}\|U\x\{8}\|N{[^}]*}\|$\)/ contained

highlight default link ginComment Comment
highlight default link ginTodo Todo
highlight default link ginMacroName Constant
highlight default link ginConfigurable Type
highlight default link ginHeader Type
highlight default link ginParameter Identifier
highlight default link ginBlockParameter Identifier
highlight default link ginScope Label
highlight default link ginInclude Include
highlight default link ginReference Function
highlight default link ginReferenceScope Label
highlight default link ginMacroUse Constant
highlight default link ginBoolean Boolean
highlight default link ginNone Constant
highlight default link ginNumber Number
highlight default link ginString String
highlight default link ginEscape SpecialChar

syntax sync fromstart

let b:current_syntax = 'gin'
let &cpo = s:save_cpo
unlet s:save_cpo
