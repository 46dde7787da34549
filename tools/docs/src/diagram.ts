import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { renderMermaidSVG } from 'beautiful-mermaid';
import { pngText, withPngText } from './png-text.ts';

const { resolve } = createRequire(import.meta.url);
const font = 'DejaVu Sans';
const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) => resolve(`dejavu-fonts-ttf/ttf/${name}`));
const sourceKey = 'logex-diagram-source';

// What the renderer of Mermaid leaves to a browser: variables of its style sheet, which a PNG has to have by value.
const colours: Readonly<Record<string, string>> = {
  '--_text': '#1f2937',
  '--_text-sec': '#4b5563',
  '--_line': '#6b7280',
  '--_arrow': '#374151',
  '--_node-fill': '#eef2ff',
  '--_node-stroke': '#94a3b8',
  '--_group-fill': '#ffffff',
  '--_group-hdr': '#f1f5f9',
};

/**
 * A Mermaid source as PNG. The picture carries the hash of its source, which `isDiagramOf` looks at.
 *
 * @throws Error when the picture needs a colour that has no value here.
 */
export function diagramPng(source: string): Uint8Array {
  const picture = new Resvg(plainSvg(renderMermaidSVG(source, { bg: '#ffffff', fg: '#1f2937', font })), {
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: font, sansSerifFamily: font },
    fitTo: { mode: 'zoom', value: 1.5 },
    background: '#ffffff',
  });
  return withPngText(picture.render().asPng(), sourceKey, hashOf(source));
}

/** Whether a PNG was drawn from this source. */
export function isDiagramOf(png: Uint8Array, source: string): boolean {
  return pngText(png, sourceKey) === hashOf(source);
}

function plainSvg(svg: string): string {
  const valued = svg.replace(/<style>.*?<\/style>/su, `<style>text { font-family: '${font}'; }</style>`).replaceAll(/var\((--_[a-z-]+)\)/gu, (whole, name: string) => {
    const colour = colours[name];
    if (colour === undefined) throw new Error(`the diagram needs a value for ${whole}`);
    return colour;
  });
  return valued;
}

const hashOf = (source: string): string => createHash('sha256').update(source).digest('hex');
