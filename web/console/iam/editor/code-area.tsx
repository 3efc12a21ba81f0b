import './editor.css';
import { type Ref, useImperativeHandle, useRef } from 'react';
import { lineAround, lineCount, offsetOf, type TextPlace } from './text-places.ts';

const LINE_HEIGHT = 20;
/** Lines that stay visible above one that is jumped to. */
const LINES_ABOVE = 4;

/** What others may do with a code area. */
export interface CodeAreaHandle {
  /** Selects the line of a place and brings it into view. */
  readonly show: (place: TextPlace) => void;
}

/** A text field of a fixed width with line numbers. Tab leaves it, as everywhere on the page. */
export function CodeArea(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label: string;
  readonly invalid: boolean;
  /** Id of what describes the text, such as the findings. */
  readonly describedBy: string;
  readonly ref?: Ref<CodeAreaHandle>;
}) {
  const { value } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const lines = useRef<HTMLPreElement>(null);
  useImperativeHandle(props.ref, () => ({
    show: (place) => {
      const field = area.current;
      if (!field) return;
      field.focus();
      field.setSelectionRange(...lineAround(field.value, offsetOf(field.value, place)));
      field.scrollTop = Math.max(0, (place.line - LINES_ABOVE) * LINE_HEIGHT);
    },
  }));
  const numbers = Array.from({ length: lineCount(value) }, (_, index) => index + 1).join('\n');
  return (
    <div className="code-area">
      <pre className="code-area-lines" aria-hidden="true" ref={lines}>
        {numbers}
      </pre>
      <textarea
        ref={area}
        className="code-area-text"
        aria-label={props.label}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        wrap="off"
        value={value}
        onChange={(event) => props.onChange(event.target.value)}
        onScroll={(event) => {
          if (lines.current) lines.current.scrollTop = event.currentTarget.scrollTop;
        }}
      />
    </div>
  );
}
