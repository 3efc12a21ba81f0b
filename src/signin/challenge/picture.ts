import { type Canvas, drawLine, newCanvas, pngOf } from './canvas.ts';
import { GLYPHS, type Line } from './glyphs.ts';
import { between, type Chance, chanceFrom } from './random.ts';

/** The size of pictures in pixels. */
export const PICTURE_SIZE = { width: 300, height: 96 } as const;

const { width: WIDTH, height: HEIGHT } = PICTURE_SIZE;
const GROUND = 0.94;

/**
 * The picture of a puzzle's characters as PNG. People read past what programs stumble over: each
 * character is turned, leans and touches its neighbours, so that it cannot be cut out; the whole is
 * bent by waves; lines of the same pen cross it; and the ground is uneven, so that no threshold
 * separates ink from paper.
 */
export function drawPicture(code: string, seed: string): Buffer {
  const chance = chanceFrom(`picture ${seed}`);
  const canvas = newCanvas(WIDTH, HEIGHT, GROUND);
  const bend = waves(chance);
  drawGround(canvas, chance);
  for (const line of placeCharacters(code, chance)) {
    drawLine(canvas, line.points.map(bend), line.width, line.grey);
  }
  for (let count = 0; count < 2; count++) {
    drawLine(canvas, crossing(chance), between(chance, 1.8, 2.8), between(chance, 0.1, 0.35));
  }
  speckle(canvas, chance);
  return pngOf(canvas);
}

type Point = Line[number];

/** Bends points along two waves, as paper that got wet. */
function waves(chance: Chance): (point: Point) => Point {
  const wave = (low: number, high: number, tall: number) => {
    const length = between(chance, low, high);
    const phase = between(chance, 0, 2 * Math.PI);
    return (at: number) => tall * Math.sin((2 * Math.PI * at) / length + phase);
  };
  const down = wave(90, 150, 6);
  const finer = wave(38, 55, 1.6);
  const aside = wave(50, 80, 4);
  return ([x, y]) => [x + aside(y), y + down(x) + finer(x)];
}

interface PenLine {
  readonly points: Line;
  readonly width: number;
  readonly grey: number;
}

function placeCharacters(code: string, chance: Chance): PenLine[] {
  const pitch = between(chance, 40, 43);
  const first = (WIDTH - pitch * (code.length - 1)) / 2;
  return [...code].flatMap((character, index) => {
    const centre = [
      first + index * pitch + between(chance, -2, 2),
      HEIGHT / 2 + between(chance, -7, 7),
    ] as const;
    const tall = between(chance, 42, 52);
    const wide = tall * between(chance, 0.72, 0.84);
    const angle = between(chance, -0.3, 0.3);
    const lean = between(chance, -0.22, 0.22);
    const width = between(chance, 4.6, 6.2);
    const grey = between(chance, 0.06, 0.3);
    const place = ([x, y]: Point): Point => {
      const fromLeft = (x - 0.5) * wide - (y - 0.5) * tall * lean;
      const fromTop = (y - 0.5) * tall;
      return [
        centre[0] + fromLeft * Math.cos(angle) - fromTop * Math.sin(angle),
        centre[1] + fromLeft * Math.sin(angle) + fromTop * Math.cos(angle),
      ];
    };
    return (GLYPHS[character] ?? []).map((line) => ({
      points: finely(line).map(place),
      width,
      grey,
    }));
  });
}

/** A line with points so close to each other that bending them bends the line. */
function finely(line: Line): Line {
  return line.flatMap(([x, y], at) => {
    const next = line[at + 1];
    if (!next || line.length > 6) return [[x, y] as const];
    return Array.from({ length: 8 }, (_, step) => {
      const part = step / 8;
      return [x + (next[0] - x) * part, y + (next[1] - y) * part] as const;
    });
  });
}

/** A curve from edge to edge with the pen of the characters. */
function crossing(chance: Chance): Line {
  const middle = between(chance, HEIGHT * 0.25, HEIGHT * 0.75);
  const tall = between(chance, 8, 18);
  const length = between(chance, 70, 170);
  const phase = between(chance, 0, 2 * Math.PI);
  const slope = between(chance, -0.12, 0.12);
  const from = between(chance, -20, 50);
  const to = between(chance, WIDTH - 50, WIDTH + 20);
  const points = 40;
  return Array.from({ length: points + 1 }, (_, at) => {
    const x = from + ((to - from) * at) / points;
    const y =
      middle + slope * (x - WIDTH / 2) + tall * Math.sin((2 * Math.PI * x) / length + phase);
    return [x, y] as const;
  });
}

/** Patches of lighter and darker paper. */
function drawGround({ pixels }: Canvas, chance: Chance): void {
  const patches = Array.from({ length: 9 }, () => ({
    x: between(chance, 0, WIDTH),
    y: between(chance, 0, HEIGHT),
    size: between(chance, 400, 2500),
    dark: between(chance, -0.04, 0.22),
  }));
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      let grey = GROUND;
      for (const { x: px, y: py, size, dark } of patches) {
        grey -= dark * Math.exp(-((x - px) ** 2 + (y - py) ** 2) / size);
      }
      pixels[y * WIDTH + x] = Math.max(0.6, grey);
    }
  }
}

function speckle(canvas: Canvas, chance: Chance): void {
  const { pixels } = canvas;
  for (let at = 0; at < pixels.length; at++) {
    pixels[at] = (pixels[at] ?? 1) + between(chance, -0.09, 0.09);
  }
  for (let count = 0; count < 60; count++) {
    const dot = [between(chance, 0, WIDTH), between(chance, 0, HEIGHT)] as const;
    drawLine(canvas, [dot, dot], between(chance, 1.2, 3), between(chance, 0.2, 0.6));
  }
}
