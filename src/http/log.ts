import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

/** Lowest levels that can be chosen. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Members that hold secrets. Nothing logs them on purpose; this is the second line of defence. */
const SECRET_MEMBERS = [
  'authorization',
  'Authorization',
  'cookie',
  'password',
  'rootPassword',
  'secretAccessKey',
  'SecretAccessKey',
  'sessionToken',
  'SessionToken',
  'token',
  'query',
  '["x-amz-security-token"]',
  '["set-cookie"]',
];

function everyDepth(member: string): string[] {
  const dotted = member.startsWith('[') ? member : `.${member}`;
  return [member, `*${dotted}`, `*.*${dotted}`];
}

/** The path of a URL: query strings hold signatures, session tokens and one-time links. */
export function loggablePath(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? url : url.slice(0, mark);
}

/** One JSON object a line, times in ISO 8601, to `destination` or to the standard output. */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: SECRET_MEMBERS.flatMap(everyDepth), censor: '(hidden)' },
    serializers: {
      req: (request: { method?: string; url?: string; id?: unknown }) => ({
        method: request.method,
        path: loggablePath(request.url ?? ''),
        requestId: request.id,
      }),
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
