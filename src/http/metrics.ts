import type { Metric, Registry } from 'prom-client';

/** Upper bounds of the duration buckets, in seconds. */
const BOUNDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
/** Series kept at once; names beyond it count as `other`, so that memory stays bounded. */
const MOST_SERIES = 4000;

/** What is counted for one service, operation and class of status. */
interface Series {
  readonly labels: {
    readonly service: string;
    readonly operation: string;
    readonly status: string;
  };
  readonly buckets: Float64Array;
  seconds: number;
  count: number;
}

/** Numbers that are read only when somebody asks for the metrics. */
export interface GaugeSource {
  readonly name: string;
  readonly help: string;
  readonly read: () => number;
}

/** The counters of one server. `requestEnded` is called for every request and is made cheap. */
export interface Metrics {
  requestBegan(): void;
  /** `status` 0 stands for a client that went away before its answer. */
  requestEnded(service: string, operation: string, status: number, seconds: number): void;
  inFlight(): number;
  /** Counts something rare by name, such as a connection that was refused. */
  count(event: ListenerEvent): void;
  /** The text form that Prometheus reads, with its content type. */
  text(): Promise<{ contentType: string; body: string }>;
}

const LISTENER_EVENTS = {
  connectionRefused: 'Connections closed at once because too many were open.',
  malformedRequest: 'Requests that were not HTTP, too large in their headers, or too slow.',
  bodyRefused: 'Requests whose body was too large or found no memory.',
  tlsFailed: 'TLS handshakes that failed.',
} as const;

/** Names of rare events of the listener. */
export type ListenerEvent = keyof typeof LISTENER_EVENTS;

interface Sample {
  readonly metricName?: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/** Metrics with a registry of their own; `gauges` are read at the time of asking. */
export function createMetrics(gauges: readonly GaugeSource[] = []): Metrics {
  const series = new Map<string, Map<string, Series[]>>();
  const events = new Map<ListenerEvent, number>();
  let size = 0;
  let inFlight = 0;
  const find = (service: string, operation: string, statusClass: number): Series => {
    const found = series.get(service)?.get(operation)?.[statusClass];
    if (found) return found;
    if (size >= MOST_SERIES && operation !== 'other') return find('other', 'other', statusClass);
    size += 1;
    const byOperation = series.get(service) ?? new Map<string, Series[]>();
    series.set(service, byOperation);
    const byClass = byOperation.get(operation) ?? [];
    byOperation.set(operation, byClass);
    const made = newSeries(service, operation, statusClass);
    byClass[statusClass] = made;
    return made;
  };
  const everySeries = () =>
    [...series.values()].flatMap((one) => [...one.values()].flatMap((some) => Object.values(some)));
  const everyGauge: readonly GaugeSource[] = [
    {
      name: 'gatehouse_requests_in_flight',
      help: 'Requests not yet answered.',
      read: () => inFlight,
    },
    ...gauges,
  ];
  let registry: Promise<Registry> | undefined;
  return {
    requestBegan: () => {
      inFlight += 1;
    },
    requestEnded: (service, operation, status, seconds) => {
      inFlight -= 1;
      record(find(service, operation, Math.trunc(status / 100)), seconds);
    },
    inFlight: () => inFlight,
    count: (event) => {
      events.set(event, (events.get(event) ?? 0) + 1);
    },
    text: async () => {
      registry ??= registryOf(everySeries, events, everyGauge);
      const made = await registry;
      return { contentType: made.contentType, body: await made.metrics() };
    },
  };
}

function newSeries(service: string, operation: string, statusClass: number): Series {
  const status = statusClass === 0 ? 'aborted' : `${statusClass}xx`;
  const buckets = new Float64Array(BOUNDS.length + 1);
  return { labels: { service, operation, status }, buckets, seconds: 0, count: 0 };
}

function record(one: Series, seconds: number): void {
  let bucket = 0;
  while (bucket < BOUNDS.length && seconds > (BOUNDS[bucket] ?? 0)) bucket += 1;
  one.buckets[bucket] = (one.buckets[bucket] ?? 0) + 1;
  one.seconds += seconds;
  one.count += 1;
}

/**
 * prom-client hashes the labels at every increment; ours are counted in plain arrays and only told in
 * its form. The registry asks a metric for nothing but `name` and `get()`. The package loads when
 * somebody first asks: a start need not wait for it.
 */
async function registryOf(
  everySeries: () => readonly Series[],
  events: ReadonlyMap<ListenerEvent, number>,
  gauges: readonly GaugeSource[],
): Promise<Registry> {
  const { Gauge, Registry } = await import('prom-client');
  const registry = new Registry();
  const add = (name: string, help: string, type: string, values: () => Sample[]) => {
    const get = async () => ({ name, help, type, values: values(), aggregator: 'sum' });
    registry.registerMetric({ name, get, reset: () => {} } as unknown as Metric);
  };
  const duration = 'gatehouse_request_duration_seconds';
  add(duration, 'Time from the head of a request to its answer.', 'histogram', () =>
    everySeries().flatMap((one) => histogramSamples(duration, one)),
  );
  for (const event of Object.keys(LISTENER_EVENTS) as ListenerEvent[]) {
    const snake = event.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    add(`gatehouse_${snake}_total`, LISTENER_EVENTS[event], 'counter', () => [
      { labels: {}, value: events.get(event) ?? 0 },
    ]);
  }
  for (const { name, help, read } of gauges) {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  }
  return registry;
}

function histogramSamples(name: string, one: Series): Sample[] {
  let sum = 0;
  const samples: Sample[] = [...BOUNDS, '+Inf'].map((le, index) => {
    sum += one.buckets[index] ?? 0;
    return { metricName: `${name}_bucket`, labels: { ...one.labels, le }, value: sum };
  });
  samples.push({ metricName: `${name}_sum`, labels: one.labels, value: one.seconds });
  samples.push({ metricName: `${name}_count`, labels: one.labels, value: one.count });
  return samples;
}
