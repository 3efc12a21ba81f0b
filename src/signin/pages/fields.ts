import { type Html, html } from '../../http/html.ts';
import type { SigninFrame } from './frame.ts';

/** A field of a form with its label, its help and what is wrong with it. */
export interface FieldView {
  /** Also its name. */
  readonly id: string;
  readonly label: string;
  /** `type`, `autocomplete` and further attributes. */
  readonly attributes: Html;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Stands at the end of the label's line, such as a link. */
  readonly beside?: Html | undefined;
  readonly className?: string;
}

/** The field; a mistake is announced with it and marked on it. */
export function fieldView(view: FieldView): Html {
  const { id, label, attributes, hint, error, beside, className = '' } = view;
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  const title = html`<label for="${id}">${label}</label>`;
  return html`<div class="field${className && ` ${className}`}">
${beside ? html`<div class="label-row">${title}${beside}</div>` : title}
${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}
${error !== undefined && html`<p class="error" id="${id}-error" role="alert">${error}</p>`}
<input id="${id}" name="${id}" ${attributes}${error !== undefined && html` aria-invalid="true"`}${described !== '' && html` aria-describedby="${described}"`}>
</div>`;
}

/** What a page says about the last try, above its form; it is read out first. */
export function noticeBox(
  { texts }: SigninFrame,
  text: string,
  more: {
    readonly requestId?: string | undefined;
    readonly calm?: boolean;
    readonly extra?: Html;
  } = {},
): Html {
  const { requestId, calm = false, extra } = more;
  return html`<div class="notice${calm && ' calm'}" role="${calm ? 'status' : 'alert'}">
<p>${text}</p>
${extra}
${requestId !== undefined && html`<small>${texts('signin.notice.request')} <code id="request">${requestId}</code></small>`}
</div>`;
}

/** The heading of the browser's tab says first when something is wrong. */
export function titleOf({ texts }: SigninFrame, title: string, isWrong: boolean): string {
  return isWrong ? `${texts('signin.error.prefix')} ${title}` : title;
}
