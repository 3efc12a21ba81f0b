const DARK = '#0f141a';
const LIGHT = '#ffffff';

/** Relative luminance of a color of six hexadecimal digits (WCAG 2.2). */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The color of text on a background: whichever of dark and light stands out more. */
export function inkOn(color: string): string {
  const ground = luminance(color);
  const onDark = (1 + 0.05) / (ground + 0.05);
  const onLight = (ground + 0.05) / (luminance(DARK.slice(1)) + 0.05);
  return onLight >= onDark ? DARK : LIGHT;
}
