import type { Price } from './price-table.ts';

/** One line of an estimate. */
export interface CostLine {
  /** Component of the deployment. */
  readonly component: string;
  readonly what: string;
  readonly quantity: number;
  readonly price: Price;
  /** US dollars a month. */
  readonly monthly: number;
}

/** What one resource costs: its lines without their component, and what the table cannot tell about it. */
export interface ResourceCost {
  readonly lines: readonly Omit<CostLine, 'component'>[];
  readonly unknown: readonly string[];
}

/** Use that no configuration tells, per month. */
export interface ExpectedUse {
  /** Hours that executor nodes run, all together. */
  readonly executorHours: number;
  /** GB of raw log files that are stored. */
  readonly rawGb: number;
  /** GB of Iceberg tables that are stored. */
  readonly icebergGb: number;
  /** GB through endpoints or NAT gateways, S3 left out. */
  readonly trafficGb: number;
}

/** No use at all: what stands there costs this much. */
export const noUse: ExpectedUse = { executorHours: 0, rawGb: 0, icebergGb: 0, trafficGb: 0 };
