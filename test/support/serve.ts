/**
 * A server process for tests that kill it: configured by its environment, says its port in one line
 * once it answers, ends gracefully on SIGTERM and at the latest with the test that started it.
 */
import { startServer } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/http/log.ts';

const settings = Object.entries(process.env).filter(([name]) => name.startsWith('GATEHOUSE_'));
const reading = readConfig(
  Object.fromEntries(settings.filter(([name]) => !name.startsWith('GATEHOUSE_TEST_'))),
);
if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
const { config } = reading;
const server = await startServer(config, createLogger(config.logLevel));
process.once('SIGTERM', () => void server.stop());
// A test that dies leaves no server behind.
process.stdin
  .once('end', () => process.exit(1))
  .resume()
  .unref();
process.stdout.write(`${server.port}\n`);
