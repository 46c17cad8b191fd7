import { metrics } from '@opentelemetry/api';
import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import {
  AggregationTemporality,
  AggregationType,
  InstrumentType,
  MeterProvider,
  MetricReader,
  type ViewOptions,
} from '@opentelemetry/sdk-metrics';

/** What everybody in this process measures, as Prometheus reads it. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  stop(): Promise<void>;
}

/** Collects what is measured from now on: a meter that was asked for before does not count. */
export const collectMetrics = (): Metrics => {
  const reader = new WhenAsked();
  const provider = new MeterProvider({ readers: [reader], views: [inSeconds] });
  metrics.setGlobalMeterProvider(provider);
  const serializer = new PrometheusSerializer(undefined, false, undefined, true, true);
  return {
    contentType: 'text/plain; version=0.0.4; charset=utf-8',
    text: async () => serializer.serialize((await reader.collect()).resourceMetrics),
    stop: async () => {
      metrics.disable();
      await provider.shutdown();
    },
  };
};

/** Counts from the beginning on. Gauges as they are: one that is not observed any more is not told for ever. */
class WhenAsked extends MetricReader {
  constructor() {
    super({
      aggregationTemporalitySelector: (instrument) =>
        instrument === InstrumentType.OBSERVABLE_GAUGE
          ? AggregationTemporality.DELTA
          : AggregationTemporality.CUMULATIVE,
    });
  }

  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

/** What takes seconds is told apart from a millisecond to half a minute; the usual buckets are for milliseconds. */
const inSeconds: ViewOptions = {
  instrumentType: InstrumentType.HISTOGRAM,
  instrumentUnit: 's',
  aggregation: {
    type: AggregationType.EXPLICIT_BUCKET_HISTOGRAM,
    options: { boundaries: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30] },
  },
};
