// Runs Gatehouse from the environment, as `gatehouse serve` does.
import module from 'node:module';

module.enableCompileCache();
const [{ startServer }, { readConfig }, { createLogger }] = await Promise.all([
  import('../src/compose.ts'),
  import('../src/config.ts'),
  import('../src/http/log.ts'),
]);
const reading = readConfig(process.env);
if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
const server = await startServer(reading.config, createLogger(reading.config.logLevel));
process.once('SIGTERM', async () => {
  await server.stop();
  module.flushCompileCache();
  process.exit(0);
});
