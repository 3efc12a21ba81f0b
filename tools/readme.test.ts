import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commandsOf, linkFindings, tourFindings, translationFindings } from './readme.ts';

const TOUR =
  "# Who.\naws sts get-caller-identity\n\n# A role.\naws iam create-role \\\n  --name 'a'\n";
const readme = (...fences: string[]): string =>
  `# Gatehouse\n\n<!-- tour -->\nWho:\n\n${fences.join('\n')}\n<!-- /tour -->\n`;
const sh = (text: string): string => `\`\`\`sh\n${text}\n\`\`\`\n`;

describe('the tour of a README', () => {
  it('is made of paragraphs without their comments', () => {
    assert.deepEqual(commandsOf(TOUR), [
      'aws sts get-caller-identity',
      "aws iam create-role \\\n  --name 'a'",
    ]);
  });

  it('may be printed in several pieces, with output between them', () => {
    const output = '```json\n{ "Account": "111122223333" }\n```\n';
    const pieces = [
      sh('aws sts get-caller-identity'),
      output,
      sh("aws iam create-role \\\n  --name 'a'"),
    ];
    assert.deepEqual(tourFindings('README.md', readme(...pieces), TOUR), []);
    assert.deepEqual(tourFindings('README.md', readme(sh(TOUR.trim())), TOUR), []);
  });

  it('is found to differ, to lack a command, to have one more, or to be missing', () => {
    const messageOf = (text: string) => tourFindings('README.md', text, TOUR)[0]?.message ?? '';
    const [changed] = tourFindings('README.md', readme(sh('aws sts get-session-token')), TOUR);
    assert.equal(changed?.line, 7);
    assert.match(changed?.message ?? '', /command 1 is not the wanted one/);
    assert.match(
      messageOf(readme(sh('aws sts get-caller-identity'))),
      /create-role.* is not printed/s,
    );
    assert.match(messageOf(readme(sh(`${TOUR}\naws iam list-users`))), /command 3/);
    assert.equal(messageOf('# Gatehouse\n'), 'the tour is missing');
  });

  it('and everything else is printed alike in the translation', () => {
    const before = sh('npm ci && npm start');
    const find = (text: string) => translationFindings('README.ko.md', text, before + readme());
    assert.deepEqual(find(before), []);
    assert.match(find(sh('npm start'))[0]?.message ?? '', /command 1/);
  });
});

describe('links between documents', () => {
  it('lead to files, from where their document lies', () => {
    const text =
      'a [b](../config.md#x), [c](https://a.test/x.md), [d](#e)\n[f](g.md)\n<img src="h.png">';
    const isThere = (place: string) => place === 'docs/config.md';
    const findings = linkFindings(new Map([['docs/guides/a.md', text]]), isThere);
    assert.deepEqual(
      findings.map(({ line, message }) => [line, message]),
      [
        [2, 'the link to `g.md` leads nowhere'],
        [3, 'the link to `h.png` leads nowhere'],
      ],
    );
  });
});
