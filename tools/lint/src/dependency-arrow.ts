/** The workspace packages that each project may import; a project that is not listed here fails the lint. */
export const dependencyArrow: Readonly<Record<string, readonly string[]>> = {
  '@logex/log-schema': [],
  '@logex/query-sdk': ['@logex/log-schema'],
  '@logex/jobs': ['@logex/log-schema', '@logex/query-sdk'],
  '@logex/infra-core': ['@logex/log-schema'],
  '@logex/k8s-manifests': ['@logex/log-schema'],
  '@logex/deployer': ['@logex/log-schema', '@logex/infra-core', '@logex/k8s-manifests'],
};

/** Packages of the registry that one project alone may import, by first part of the specifier. */
export const soleImporters: Readonly<Record<string, string>> = {
  cdktf: '@logex/infra-core',
  '@cdktf/provider-aws': '@logex/infra-core',
};
