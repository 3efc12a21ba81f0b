import { crc32, deflateSync } from 'node:zlib';
import type { Line } from './glyphs.ts';

/** A picture of grey values, 0 black to 1 white. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly pixels: Float32Array;
}

/** An empty picture of one grey. */
export function newCanvas(width: number, height: number, grey: number): Canvas {
  return { width, height, pixels: new Float32Array(width * height).fill(grey) };
}

/** Draws a line of a width with round ends and soft edges in a grey. */
export function drawLine(canvas: Canvas, line: Line, width: number, grey: number): void {
  for (let at = 1; at < line.length; at++) {
    const [from, to] = [line[at - 1], line[at]];
    if (from && to) drawSegment(canvas, from, to, width / 2, grey);
  }
}

type Point = Line[number];

function drawSegment(canvas: Canvas, from: Point, to: Point, radius: number, grey: number): void {
  const { width, height, pixels } = canvas;
  const [x1, y1] = from;
  const [dx, dy] = [to[0] - x1, to[1] - y1];
  const squared = dx * dx + dy * dy || 1;
  const reach = radius + 1;
  const left = Math.max(0, Math.floor(Math.min(x1, to[0]) - reach));
  const right = Math.min(width - 1, Math.ceil(Math.max(x1, to[0]) + reach));
  const top = Math.max(0, Math.floor(Math.min(y1, to[1]) - reach));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(y1, to[1]) + reach));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / squared));
      const distance = Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
      const covered = Math.min(1, Math.max(0, radius + 0.5 - distance));
      const at = y * width + x;
      // Where two segments of a line meet, the edge is not made darker than either of them.
      pixels[at] = Math.min(pixels[at] ?? 1, 1 - covered * (1 - grey));
    }
  }
}

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

/** The picture as a PNG (ISO/IEC 15948) of 16 greys. */
export function pngOf({ width, height, pixels }: Canvas): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 4; // bits a pixel; colour type 0 is grey
  const stride = 1 + Math.ceil(width / 2);
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const level = Math.round(Math.min(1, Math.max(0, pixels[y * width + x] ?? 1)) * 15);
      const at = y * stride + 1 + (x >> 1);
      rows[at] = (rows[at] ?? 0) | (x % 2 === 0 ? level << 4 : level);
    }
  }
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
