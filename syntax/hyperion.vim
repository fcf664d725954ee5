" Vim syntax file for Hyperion sweeps (https://github.com/pkozakowski/hyperion)
if exists('b:current_syntax')
  finish
endif

runtime! syntax/gin.vim
unlet! b:current_syntax

" A varied value: `Adam.learning_rate: [1e-3, 1e-4]`.
syntax match ginConfigurable /\%([A-Za-z_]\k*\.\)*[A-Za-z_]\k*\ze\.[A-Za-z_]\k*\s*:\s*\[/
syntax match ginParameter /\.\zs[A-Za-z_]\k*\ze\s*:\s*\[/
syntax match hyperionAxis /\%(^\s*\%([A-Za-z_]\k*\/\)*\)\@<=[A-Za-z_]\k*\ze\s*:\s*\[/

syntax match hyperionBlock /^\s*\%(product\|union\)\ze\s*:/
syntax match hyperionBlock /^\s*with\ze\s\+\k/ nextgroup=hyperionPrefix skipwhite
syntax match hyperionPrefix /[A-Za-z_][[:alnum:]_.]*/ contained
syntax match hyperionBlock /^\s*table\ze\%(\s*(\|\s\+\k\)/ nextgroup=hyperionColumns skipwhite
syntax match hyperionColumns /[^:#]*/ contained contains=hyperionColumn
syntax match hyperionColumn /[A-Za-z_][[:alnum:]_.\/]*/ contained

syntax keyword hyperionOperator and or not in
syntax match hyperionOperator /\s\@1<=\%(\*\*\|\/\/\|<<\|>>\|<>\|[<>=!]=\|[-+*\/%^&|<>]\)\ze\s/
syntax match hyperionArgument /[(,]\s*\zs[A-Za-z_]\k*\ze\s*=[^=]/

highlight default link hyperionAxis Identifier
highlight default link hyperionBlock Statement
highlight default link hyperionPrefix Type
highlight default link hyperionColumn Identifier
highlight default link hyperionOperator Operator
highlight default link hyperionArgument Identifier

let b:current_syntax = 'hyperion'
