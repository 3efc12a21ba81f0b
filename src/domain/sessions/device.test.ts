import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { deviceLabel } from './device.ts';

const MOZILLA = 'Mozilla/5.0';
const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

/** User-Agents as browsers send them, with what people would call the device. */
const DEVICES: readonly (readonly [string, string])[] = [
  [`${MOZILLA} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0`, 'Firefox 140 on Linux'],
  [
    `${MOZILLA} (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36`,
    'Chrome 141 on Windows',
  ],
  [
    `${MOZILLA} (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`,
    'Edge 141 on Windows',
  ],
  [
    `${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15`,
    'Safari 18 on macOS',
  ],
  [
    `${MOZILLA} (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1`,
    'Safari 18 on iPhone',
  ],
  [
    `${MOZILLA} (Linux; Android 15; SM-S931N) ${WEBKIT} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
    'Samsung Internet 28 on Android',
  ],
  [
    `${MOZILLA} (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/138.0.0.0 Whale/4.33.325.17 Safari/537.36`,
    'Whale 4 on Windows',
  ],
  [
    `${MOZILLA} (X11; CrOS x86_64 16181.61.0) ${WEBKIT} Chrome/134.0.0.0 Safari/537.36`,
    'Chrome 134 on ChromeOS',
  ],
  [
    `${MOZILLA} (X11; Linux x86_64) ${WEBKIT} HeadlessChrome/141.0.0.0 Safari/537.36`,
    'Chrome 141 on Linux',
  ],
  ['aws-cli/2.31.1 md/awscrt#0.27.6', 'aws-cli/2.31.1'],
  ['curl/8.14.1', 'curl/8.14.1'],
  ['', ''],
  ['<script>alert(1)</script>', ''],
];

describe('the label of a device', () => {
  for (const [userAgent, label] of DEVICES) {
    it(`is \`${label}\` for ${userAgent.slice(0, 60) || 'nothing'}`, () => {
      assert.equal(deviceLabel(userAgent), label);
    });
  }

  it('is a short plain text, whatever a client sends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (userAgent) => {
        assert.match(deviceLabel(userAgent), /^[\w ./+-]{0,64}$/);
      }),
    );
  });
});
