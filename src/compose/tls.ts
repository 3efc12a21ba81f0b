import { systemRandom } from '../base/bytes.ts';
import { systemClock } from '../base/clock.ts';
import type { Config } from '../config.ts';
import type { Listener, TlsFiles } from '../http/listener.ts';
import { localTls, readTlsFiles } from '../http/local-ca.ts';
import type { Logger } from '../http/log.ts';
import { startPeriodic, type Timers } from './periodic.ts';

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

const DAY = 24 * 60 * 60 * 1000;

/**
 * Looks at the certificate once a day, while the server runs: the local authority renews its own in
 * time, and files of the operator's may have been replaced. The answer stops it.
 */
export function startCertificateRenewal(
  config: Config,
  listener: Listener,
  log: Logger,
  timers: Timers,
): () => Promise<void> {
  return startPeriodic(
    {
      first: DAY,
      every: DAY,
      run: async () => {
        const tls = buildTls(config);
        if (tls) listener.useCertificate(tls.files);
      },
      report: (error) => log.error({ err: error }, 'the certificate could not be renewed'),
    },
    timers,
  );
}
