const dataByType: Readonly<Record<string, string>> = {
  aws_s3_bucket: 'objects',
  aws_db_instance: 'a database',
  aws_rds_cluster: 'a database',
  aws_ecr_repository: 'images',
  aws_kms_key: 'the key of encrypted data',
  aws_ebs_volume: 'a disk',
  aws_efs_file_system: 'files',
  aws_dynamodb_table: 'rows',
};

// Nothing of these is kept when everything is destroyed, but a change must not take them away in passing.
const runningByType: Readonly<Record<string, string>> = {
  aws_eks_cluster: 'everything that runs in the cluster',
};

/** What a resource of this type holds that a destruction keeps; undefined when it holds no data. For resources that their stack does not speak of, such as ones that left it. */
export function dataOfType(type: string): string | undefined {
  return dataByType[type];
}

/** What would be lost with a resource of this type: its data, or what runs in it. */
export function lossOfType(type: string): string | undefined {
  return dataByType[type] ?? runningByType[type];
}
