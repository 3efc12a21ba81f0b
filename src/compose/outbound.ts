import { readFileSync } from 'node:fs';
import type { Config } from '../config.ts';
import { startError } from '../failures/start-error.ts';
import { createOutbound, type Outbound, readAuthorities } from '../outbound/index.ts';

/**
 * The guarded client of the configuration. Throws StartError OUT-001 when GATEHOUSE_CA_FILE
 * cannot be used.
 */
export function buildOutbound(config: Pick<Config, 'outboundAllow' | 'caFile'>): Outbound {
  const authorities = config.caFile === '' ? [] : readFile(config.caFile);
  return createOutbound({ allow: config.outboundAllow, authorities });
}

function readFile(path: string): string[] {
  try {
    return readAuthorities(readFileSync(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const reason = 'code' in error ? String(error.code) : error.message;
    throw startError('OUT-001', { path, reason }, error);
  }
}
