/** The page of a preview before its script fills it. Whatever comes from a sweep is put in by the script, as text. */

export interface Sources {
  /** What the content may be loaded from, as VS Code says it. */
  readonly csp: string;
  readonly nonce: string;
  readonly script: string;
  readonly style: string;
}

export function pageHtml({ csp, nonce, script, style }: Sources): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${csp}; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Preview</title>
<link rel="stylesheet" href="${style}">
</head>
<body class="empty">
<main>
<header id="header">
<h1 id="count" aria-live="polite">Counting …</h1>
<p id="chosen" aria-live="polite"></p>
</header>
<section id="trouble" role="status" hidden></section>
<ul id="axes" aria-label="Axes, with the number of their values"></ul>
<form role="search">
<label class="wide">Filter
<input id="where" spellcheck="false" autocomplete="off" placeholder="lr &lt;= 0.1; seed in [0, 1]" aria-describedby="refused">
</label>
<label>Sample <input id="sample" inputmode="numeric" autocomplete="off" size="5" placeholder="all" aria-describedby="refused"></label>
<label>Seed <input id="seed" inputmode="numeric" autocomplete="off" size="5" aria-describedby="refused"></label>
<label id="columnsField" hidden>Columns <input id="columns" spellcheck="false" autocomplete="off" placeholder="all" aria-describedby="leftOut"></label>
<p id="refused" role="status"></p>
<p id="leftOut" role="status"></p>
</form>
<p id="stale">The table shows what was generated before.</p>
<div class="bars">
<nav aria-label="Pages">
<button id="first" type="button" aria-label="First page">«</button>
<button id="previous" type="button" aria-label="Previous page">‹</button>
<span id="pages" aria-live="polite"></span>
<button id="next" type="button" aria-label="Next page">›</button>
<button id="last" type="button" aria-label="Last page">»</button>
<label><span id="goLabel">Go to config</span> <input id="go" inputmode="numeric" autocomplete="off" size="6"></label>
</nav>
<div role="group" aria-label="Actions">
<button id="open" type="button">Open</button>
<button id="copy" type="button">Copy</button>
<button id="save" type="button" title="Save this page as a CSV file">Save CSV …</button>
<button id="command" type="button" title="Copy the command that writes all of these configs as CSV">Copy command</button>
</div>
</div>
<div id="scroll"><table id="configs" role="grid" aria-multiselectable="true" aria-label="Configs"></table></div>
<section id="comparison" aria-label="Comparison">
<p><span id="compared" aria-live="polite"></span> <button id="clear" type="button" hidden>Clear</button></p>
<div id="differences"></div>
</section>
<footer>
<span><kbd>↑</kbd> <kbd>↓</kbd> move</span>
<span><kbd>PgUp</kbd> <kbd>PgDn</kbd> turn the page</span>
<span><kbd>Enter</kbd> opens</span>
<span><kbd>Space</kbd> selects two to compare</span>
<span><kbd>Ctrl</kbd>+<kbd>C</kbd> copies</span>
<span id="done" role="status"></span>
</footer>
</main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
