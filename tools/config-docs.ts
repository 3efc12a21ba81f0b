/**
 * docs/config.md, generated from the settings of src/config.ts.
 *
 *   node tools/config-docs.ts           check
 *   node tools/config-docs.ts --write   write docs/config.md
 */
import { settings } from '../src/settings.ts';
import { type Document, documentFindings, writeDocument } from './documents.ts';
import { report } from './finding.ts';
import { code, generatedHeader, table } from './markdown.ts';

/** The document. */
export function configDocument(): Document {
  const command = 'node tools/config-docs.ts --write';
  const rows = Object.values(settings).map(({ env, fallback, allowed, about }) => [
    code(env),
    code(fallback) || '(empty)',
    allowed,
    about,
  ]);
  const text = [
    generatedHeader('Configuration', 'src/settings.ts', command),
    'Every setting is an environment variable; an empty value means the default. A value that cannot',
    'be used, or a `GATEHOUSE_` variable that does not exist, stops the start with the values allowed.',
    '',
    table(['Variable', 'Default', 'Allowed', 'What it does'], rows),
    '',
  ].join('\n');
  return { file: 'docs/config.md', text, command };
}

if (import.meta.main) {
  if (process.argv.includes('--write')) writeDocument(configDocument());
  report('docs/config.md is in sync', documentFindings(configDocument()));
}
