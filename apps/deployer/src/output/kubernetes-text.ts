import { objectName, yamlText } from '@logex/k8s-manifests';
import type { KubernetesPlan } from '../kubernetes/kubernetes-plan.ts';

/** A plan of phase 2 for people: what each stage brings, which charts were rendered, what is a placeholder. */
export function kubernetesText(plan: KubernetesPlan): string {
  const count = plan.stages.reduce((sum, { objects }) => sum + objects.length, 0);
  const parts = [
    `${plan.project}: what an empty cluster would get (nothing was asked, nothing is saved)`,
    ...plan.stages.map(({ stage, objects }) => [`${stage}: ${objects.length} to create`, ...objects.map((object) => `  +   ${objectName(object)}`)].join('\n')),
    chartsText(plan),
    placeholdersText(plan),
    `summary: ${count} objects in ${plan.stages.length} stages; --yaml prints them`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** A plan of phase 2 as YAML documents in the order of an apply; what is not in them is said in comments before. */
export function kubernetesYaml(plan: KubernetesPlan): string {
  const notes = [chartsText(plan), placeholdersText(plan)].filter((part) => part !== '').join('\n').split('\n').filter((line) => line !== '');
  const documents = plan.stages.map(({ stage, objects }) => `# stage: ${stage}\n${yamlText(objects)}`);
  return `${notes.map((line) => `# ${line}\n`).join('')}${documents.join('---\n')}`.trimEnd();
}

function chartsText({ charts }: KubernetesPlan): string {
  const rendered = charts.flatMap(({ name, source, objects }) => (objects === null ? [] : [`  +   ${name}: ${objects.length} objects of ${source}`]));
  const missing = charts.flatMap(({ name, source, reason, objects, commands }) =>
    objects === null ? [`  ?   ${name}: ${source}, because ${reason ?? 'of no reason'}`, ...commands.map((command) => `        ${command}`)] : [],
  );
  return [
    ...(rendered.length === 0 ? [] : ['charts:', ...rendered]),
    ...(missing.length === 0 ? [] : ['charts that were not rendered:', ...missing]),
  ].join('\n');
}

function placeholdersText({ placeholders }: KubernetesPlan): string {
  return placeholders.length === 0 ? '' : ['placeholders:', ...placeholders.map((text) => `  ?   ${text}`)].join('\n');
}
