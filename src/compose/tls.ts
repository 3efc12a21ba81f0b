import { systemRandom } from '../base/bytes.ts';
import { systemClock } from '../base/clock.ts';
import type { Config } from '../config.ts';
import type { TlsFiles } from '../http/listener.ts';
import { localTls, readTlsFiles } from '../http/local-ca.ts';

/** The certificate that the listener shows, and the authority that clients must be told of. */
export interface TlsSetup {
  readonly files: TlsFiles;
  /** The file for AWS_CA_BUNDLE; undefined for a certificate of the operator's own. */
  readonly caFile: string | undefined;
}

/** Reads or makes the certificate of the configuration; undefined without TLS. */
export function buildTls(config: Config): TlsSetup | undefined {
  switch (config.tls) {
    case 'off':
      return undefined;
    case 'files':
      return { files: readTlsFiles(config.tlsCert, config.tlsKey), caFile: undefined };
    case 'local': {
      const own = config.publicUrl === '' ? [] : [new URL(config.publicUrl).hostname];
      const { cert, key, caFile } = localTls({
        data: config.data,
        names: [...own, ...config.tlsNames],
        regions: config.allRegions,
        now: systemClock(),
        random: systemRandom,
      });
      return { files: { cert, key }, caFile };
    }
  }
}
