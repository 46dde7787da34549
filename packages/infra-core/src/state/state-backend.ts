/** State in one bucket, locked by S3 itself (`use_lockfile`, Terraform 1.10 and newer). */
export interface S3StateBackend {
  readonly kind: 's3';
  /** Bucket that {@link synthesizeStateBootstrap} made. */
  readonly bucket: string;
  /** Object key of the state. */
  readonly key: string;
  /** Region of the bucket. */
  readonly region: string;
}

/** State in a file, for trials; it locks on this machine only. */
export interface LocalStateBackend {
  readonly kind: 'local';
  /** File, relative to the folder that Terraform runs in. */
  readonly path: string;
}

/** Where Terraform keeps its state. */
export type StateBackend = S3StateBackend | LocalStateBackend;
