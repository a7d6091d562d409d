import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState, type Text } from '@codemirror/state';
import { EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { ManifestFault } from '@patchbay/core/api/trial-routes.ts';
import { getNonce } from 'get-nonce';
import { type RefObject, useEffect, useRef } from 'react';

/** Puts the cursor at a fault. */
export type GoTo = (fault: Pick<ManifestFault, 'line' | 'column'>) => void;

interface ManifestEditorProps {
  text: string;
  faults: readonly ManifestFault[];
  onChange: (text: string) => void;
  goTo: RefObject<GoTo | null>;
}

/** An editor for YAML, with the faults underlined at their places and marked beside their lines. */
export function ManifestEditor({ text, faults, onChange, goTo }: ManifestEditorProps) {
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ text, onChange });
  latest.current = { text, onChange };

  useEffect(() => {
    if (!parent.current) return;
    const editor = new EditorView({
      parent: parent.current,
      doc: latest.current.text,
      extensions: createExtensions((typed) => latest.current.onChange(typed)),
    });
    view.current = editor;
    goTo.current = (fault) => {
      editor.dispatch({
        selection: { anchor: offsetOf(editor.state.doc, fault) },
        scrollIntoView: true,
      });
      editor.focus();
    };
    return () => {
      editor.destroy();
      view.current = null;
      goTo.current = null;
    };
  }, [goTo]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const marks = faults.flatMap((fault) => toDiagnostic(editor.state.doc, fault));
    editor.dispatch(setDiagnostics(editor.state, marks));
  }, [faults]);

  return <div ref={parent} />;
}

function createExtensions(onTyped: (text: string) => void) {
  return [
    EditorView.cspNonce.of(getNonce() ?? ''),
    lineNumbers(),
    lintGutter(),
    history(),
    yaml(),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    syntaxHighlighting(highlightStyle),
    theme,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': 'model.yaml' }),
    placeholder('name: My model\ninference_endpoint: https://models.example.com/infer'),
    keymap.of([...defaultKeymap, ...historyKeymap]),
    EditorView.domEventHandlers({ beforeinput: typeOverSelection }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onTyped(update.state.doc.toString());
    }),
  ];
}

/**
 * Types over a selection by the editor. Left to the browser, it would put styles inline, which our
 * content-security policy refuses.
 */
function typeOverSelection(event: InputEvent, editor: EditorView): boolean {
  const { data, inputType, isComposing } = event;
  if (inputType !== 'insertText' || data === null || isComposing) return false;
  if (editor.state.selection.main.empty) return false;
  event.preventDefault();
  editor.dispatch(editor.state.replaceSelection(data), { userEvent: 'input.type' });
  return true;
}

/** Colours of the page, so that they hold in light and dark. */
const highlightStyle = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], class: 'yaml-key' },
  { tag: [tags.string, tags.content], class: 'yaml-text' },
  { tag: [tags.number, tags.bool, tags.null], class: 'yaml-value' },
  { tag: tags.comment, class: 'yaml-comment' },
]);

const theme = EditorView.theme({
  '&': { fontSize: '13px', maxHeight: '60vh', backgroundColor: 'var(--mantine-color-body)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', minHeight: '240px' },
  '.cm-content': { caretColor: 'var(--mantine-color-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)' },
  '.cm-placeholder': { color: 'var(--mantine-color-dimmed)' },
  '.cm-gutters': {
    backgroundColor: 'var(--mantine-color-default-hover)',
    color: 'var(--mantine-color-dimmed)',
    border: 'none',
  },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--mantine-primary-color-light)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--mantine-color-body)',
    color: 'var(--mantine-color-text)',
    border: '1px solid var(--mantine-color-default-border)',
  },
  // Marks without pictures: what the library draws them with comes as `data:`, which our pages may not load.
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--mantine-color-red-6)',
    textUnderlineOffset: '3px',
  },
  '.cm-lint-marker-error': {
    content: 'normal',
    width: '10px',
    height: '10px',
    margin: '4px 2px',
    borderRadius: '50%',
    backgroundColor: 'var(--mantine-color-red-6)',
  },
  '.yaml-key': { color: 'var(--mantine-primary-color-light-color)' },
  '.yaml-value': { color: 'light-dark(#9c36b5, #da77f2)' },
  '.yaml-comment': { color: 'var(--mantine-color-dimmed)', fontStyle: 'italic' },
});

/** Where a fault begins, as an offset; a place that the text has not any more is its end. */
function offsetOf(text: Text, { line, column }: Pick<ManifestFault, 'line' | 'column'>): number {
  if (line === null) return 0;
  if (line > text.lines) return text.length;
  const { from, to } = text.line(line);
  return Math.min(from + (column ?? 1) - 1, to);
}

/** Underlines the words at the place of a fault. */
function toDiagnostic(text: Text, fault: ManifestFault): Diagnostic[] {
  if (fault.line === null) return [];
  const from = offsetOf(text, fault);
  const words = text.sliceString(from, text.lineAt(from).to);
  const length = /^[^\s:]+/.exec(words)?.[0].length ?? 1;
  const to = Math.min(from + length, text.length);
  const message = `Line ${fault.line}: ${fault.found}.${fault.wanted ? ` Wanted: ${fault.wanted}.` : ''}`;
  return [{ from, to, severity: 'error', message }];
}
