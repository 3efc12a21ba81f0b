/** Puts details into the places of a text, `{name}`; a place without a detail stays as it is. */
export function fill(text: string, details: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(details[name] ?? place));
}

/** A text cut at its places: what stands between them, and their names. */
export function cut(text: string): { readonly text: string; readonly place?: string }[] {
  return text
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const place = /^\{(\w+)\}$/.exec(piece)?.[1];
      return place === undefined ? { text: piece } : { text: piece, place };
    });
}
