import { type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { bad, type Finding, good } from './findings.ts';
import type { CliConfig, CliIo } from './services.ts';

/** The state of a file; undefined when there is none. */
function stateOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

/** The data folder belongs to this user and to nobody else. */
export function dataFolderFindings(config: CliConfig, io: CliIo): Finding[] {
  const check = 'data folder';
  const state = stateOf(config.data);
  if (!state) return [good(check, `${config.data} will be made at the first start`)];
  if (!state.isDirectory()) {
    const remedy = 'Move the file away, or choose another folder with GATEHOUSE_DATA.';
    return [bad(check, `${config.data} is not a folder`, remedy)];
  }
  return [ownerFinding(check, config.data, state, io) ?? modeFinding(check, config.data, state)];
}

/** Every key file is readable by its owner alone. */
export function keyFileFindings(config: CliConfig, io: CliIo): Finding[] {
  const files = [
    join(config.data, 'master.key'),
    join(config.data, 'tls', 'ca.key'),
    join(config.data, 'tls', 'server.key'),
    ...(config.tls === 'files' ? [config.tlsKey] : []),
  ];
  return files.flatMap((path) => {
    const state = stateOf(path);
    if (!state) return [];
    return [ownerFinding('key file', path, state, io) ?? modeFinding('key file', path, state)];
  });
}

function ownerFinding(check: string, path: string, state: Stats, io: CliIo): Finding | undefined {
  if (io.userId === undefined || io.userId === 0 || state.uid === io.userId) return undefined;
  const found = `${path} belongs to user ${state.uid}, and this is user ${io.userId}`;
  return bad(check, found, `Run Gatehouse as the owner, or: chown -R ${io.userId} ${path}`);
}

function modeFinding(check: string, path: string, state: Stats): Finding {
  const mode = state.mode & 0o777;
  const shown = mode.toString(8).padStart(4, '0');
  if ((mode & 0o077) === 0) return good(check, `${path} (${shown})`);
  const wanted = state.isDirectory() ? '700' : '600';
  return bad(check, `${path} is open to other users (${shown})`, `chmod ${wanted} ${path}`);
}
