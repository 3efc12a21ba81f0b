/**
 * The composition root: the one place that knows every part. It builds each part once from the
 * configuration and hands it what it needs; nothing else reaches for anything.
 */

import type { Clock } from './base/clock.ts';
import { createPipeline } from './calls/pipeline.ts';
import type { CliServices } from './cli/services.ts';
import { buildCliServices, controlHandlers, controlSocket } from './compose/cli-services.ts';
import { buildConsolePages } from './compose/console.ts';
import { buildFederation } from './compose/federation.ts';
import { type Installation, newSetupUrl, prepareInstallation } from './compose/installation.ts';
import { buildDeliver, outboxFolder, startMail } from './compose/mail.ts';
import { openParts, type Parts } from './compose/parts.ts';
import { requirePasskeysServed } from './compose/passkeys.ts';
import { systemTimers, type Timers } from './compose/periodic.ts';
import { buildPortalPages } from './compose/portal.ts';
import { startProvisioning } from './compose/provisioning.ts';
import { checkReadiness } from './compose/readiness.ts';
import { startRecovery } from './compose/recovery.ts';
import { startRetention } from './compose/retention.ts';
import { callParts } from './compose/server.ts';
import { buildSetupService, knowBrowser } from './compose/setup.ts';
import { buildSigninPages } from './compose/signin.ts';
import { buildTls, startCertificateRenewal } from './compose/tls.ts';
import type { Config } from './config.ts';
import { serveControl } from './control/control.ts';
import { createListener, type Listener, type TlsFiles } from './http/listener.ts';
import type { Logger } from './http/log.ts';
import { createMetrics } from './http/metrics.ts';
import { setupPages } from './http/setup/routes.ts';
import { systemPages } from './http/system-pages.ts';

/** A server that answers. */
export interface RunningServer {
  readonly parts: Parts;
  readonly installation: Installation;
  readonly port: number;
  readonly publicUrl: string;
  /** What clients name in AWS_CA_BUNDLE when the certificate is of the local authority. */
  readonly caFile: string | undefined;
  /** Finishes what is in flight, then closes the store. */
  readonly stop: () => Promise<void>;
}

const STOP_DEADLINE = 10_000;

/**
 * Starts a server. Throws StartError or StoreError, with nothing left open. `clock` and `timers`
 * replace the machine's, so that a test can let sessions expire and periodic work begin.
 */
export async function startServer(
  config: Config,
  logger: Logger,
  { clock, timers = systemTimers }: { readonly clock?: Clock; readonly timers?: Timers } = {},
): Promise<RunningServer> {
  const parts = await openParts(config, logger, clock);
  const closing = [() => parts.store.close()];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const installation = await prepareInstallation(parts);
    await requirePasskeysServed(parts);
    const tls = buildTls(config);
    let publicUrl = config.publicUrl;
    const listener = buildListener(parts, logger, tls?.files, () => publicUrl);
    const port = await listener.listen(config.port, config.host);
    publicUrl ||= `${tls ? 'https' : 'http'}://localhost:${port}`;
    const served = { parts, installation, port, publicUrl };
    closing.push(async () => void (await listener.stop(STOP_DEADLINE)));
    const deliver = await buildDeliver(config, parts.outbound, parts.clock, () => publicUrl);
    closing.push(
      startMail(parts, deliver, logger, timers),
      startProvisioning(parts, logger, timers, () => publicUrl),
    );
    const control = await serveControl(controlSocket(config), controlHandlers(served));
    closing.push(
      () => control.close(),
      startRetention(parts, logger, timers),
      startRecovery(parts, logger, timers),
      startCertificateRenewal(config, listener, logger, timers),
    );
    return { ...served, caFile: tls?.caFile, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function buildListener(
  parts: Parts,
  logger: Logger,
  tls: TlsFiles | undefined,
  publicUrl: () => string,
): Listener {
  const { config } = parts;
  const metrics = createMetrics();
  const federation = buildFederation(parts, publicUrl);
  const calls = callParts(parts, federation, logger, publicUrl);
  const readiness = () => checkReadiness(parts.store);
  return createListener({
    ...(tls ? { tls } : {}),
    limits: {
      maxHeaderBytes: config.maxHeaderBytes,
      maxBodyBytes: config.maxBodyBytes,
      requestTimeoutSeconds: config.requestTimeoutSeconds,
      maxConnections: config.maxConnections,
    },
    trustedProxies: config.trustedProxies,
    handleAwsCall: createPipeline(calls),
    pages: [
      systemPages({ metrics, readiness }),
      setupPages({ service: buildSetupService(parts), publicUrl, knowBrowser: knowBrowser(parts) }),
      buildSigninPages(parts, federation, publicUrl),
      buildConsolePages(calls),
      buildPortalPages(parts, calls),
    ],
    logger,
    metrics,
  });
}

/** What the gatehouse command is given: `serve` and all that it may ask of a store or a server. */
export async function commandServices(): Promise<CliServices<Config>> {
  return await buildCliServices(async (config, logger) => {
    const server = await startServer(config, logger);
    const { managementAccount, hasRootPassword } = server.installation;
    const setupUrl = hasRootPassword
      ? undefined
      : await newSetupUrl(server.parts, managementAccount, server.publicUrl);
    return {
      url: server.publicUrl,
      accountId: managementAccount,
      ...(config.smtpUrl === '' ? { mailFolder: outboxFolder(config) } : {}),
      ...(setupUrl === undefined ? {} : { setupUrl }),
      stop: server.stop,
    };
  });
}
