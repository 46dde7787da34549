/** Why a check of checkov does not hold for us. */
export interface CheckovReason {
  /** Resource addresses that the reason is for. */
  readonly resources: RegExp;
  readonly reason: string;
}

/** Checks that fail by decision, by id. A failure outside of these fails the run; so does a reason that nothing needs. */
export const checkovReasons: Readonly<Record<string, CheckovReason>> = {
  CKV_AWS_18: {
    resources: /^aws_s3_bucket\.lake_(?:raw|iceberg)$/u,
    reason: 'S3 access logs of a log platform would cost more than they tell; CloudTrail data events do it where an auditor asks',
  },
  CKV_AWS_25: {
    resources: /^aws_vpc_security_group_ingress_rule\.cluster_nodes_from_pods$/u,
    reason: 'the rule admits the same security group only; checkov reads its port range, which holds 3389, as open to the world',
  },
  CKV_AWS_39: {
    resources: /^aws_eks_cluster\.cluster$/u,
    reason: 'the public endpoint is off by default, and where it is asked for it is held to named addresses; 0.0.0.0/0 is refused',
  },
  CKV_AWS_118: {
    resources: /^aws_db_instance\.catalog$/u,
    reason: 'the metastore is small and mostly idle; CloudWatch metrics by the minute are enough for it',
  },
  CKV_AWS_136: {
    resources: /^aws_ecr_repository\./u,
    reason: 'images hold no data and no secret; they are encrypted with keys of ECR',
  },
  CKV_AWS_144: {
    resources: /^aws_s3_bucket\.lake_(?:raw|iceberg)$/u,
    reason: 'a copy in another region doubles the largest bill of the platform; it is for the owner to decide',
  },
  CKV_AWS_145: {
    resources: /^aws_s3_bucket\.lake_(?:raw|iceberg)$/u,
    reason: 'AES-256 with keys of S3 is the default that was asked for; lake.encryption kms switches to a key of ours',
  },
  CKV_AWS_157: {
    resources: /^aws_db_instance\.catalog$/u,
    reason: 'a standby in a second zone comes with multiAz; a trial has one zone',
  },
  CKV_AWS_161: {
    resources: /^aws_db_instance\.catalog$/u,
    reason: 'the Hive Metastore connects with a password of Secrets Manager; it has no IAM database login',
  },
  CKV_AWS_338: {
    resources: /^aws_cloudwatch_log_group\./u,
    reason: 'the default is a year; the configuration with everything shows that it can be shortened',
  },
  CKV_AWS_353: {
    resources: /^aws_db_instance\.catalog$/u,
    reason: 'small burstable classes, the default, have no Performance Insights for MySQL',
  },
  CKV2_AWS_57: {
    resources: /^aws_secretsmanager_secret\./u,
    reason: 'RDS rotates the administrator; users of the metastore and of ClickHouse are changed by the deployer, as both ends must change at once',
  },
  CKV2_AWS_62: {
    resources: /^aws_s3_bucket\.lake_(?:raw|iceberg)$/u,
    reason: 'ingestion lists files and keeps a ledger; nothing listens to bucket events',
  },
};
