import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const template = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }} }
spec:
  template:
    spec:
      nodeSelector: {{ toJson .Values.nodeSelector }}
      containers:
        - name: operator
          image: {{ .Values.image | default "IMAGE" }}
`;

/** Writes a chart with a definition and a deployment into a folder; the deployment runs `image`. */
export function writeSmallChart(folder: string, image: string): void {
  mkdirSync(join(folder, 'templates'), { recursive: true });
  mkdirSync(join(folder, 'crds'), { recursive: true });
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: small\nversion: 1.2.3\n');
  writeFileSync(join(folder, 'values.yaml'), 'nodeSelector: {}\n');
  writeFileSync(join(folder, 'templates/deployment.yaml'), template.replace('IMAGE', image));
  writeFileSync(join(folder, 'crds/gadget.yaml'), 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: gadgets.example.com }\n');
}
