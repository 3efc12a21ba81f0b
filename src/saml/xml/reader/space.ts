/** The first index from `start` on where no white space stands; line ends are normalised. */
export function skipSpace(text: string, start: number): number {
  let index = start;
  for (; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code !== 0x20 && code !== 0xa && code !== 0x9) break;
  }
  return index;
}
