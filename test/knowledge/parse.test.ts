import { describe, expect, it } from '@jest/globals';
import { parseData } from '../../src/knowledge/parse.ts';
import { describeProblem } from '../../src/knowledge/problem.ts';
import { anApp, anAppWith, asFiles, someData } from '../builders.ts';

function told(files: Readonly<Record<string, string>>): readonly string[] {
  return parseData(files).problems.map(describeProblem);
}

describe('parseData', () => {
  it('reads what was written', () => {
    const data = someData({ apps: { 'acme-chat': anAppWith({}) } });
    expect(parseData(asFiles(data))).toEqual({ data, problems: [] });
  });

  it.each([
    ['apps/x.json', '{"name": "X",}', /^data\/apps\/x\.json: is not JSON near line 1, column 14: look there for a missing comma, quote or bracket$/],
    ['apps/x.json', '[1', /^data\/apps\/x\.json: is not JSON.*: look there/],
    ['apps/Big App.json', '{}', /^data\/apps\/Big App\.json: has a name that is no id: name it with lower-case letters, figures and single hyphens$/],
    ['appz/x.json', '{}', /^data\/appz\/x\.json: is in no place that the knowledge base knows: data\/ holds apps\//],
    ['apps/x.json', JSON.stringify({ ...anApp(), vendor: undefined }), /^data\/apps\/x\.json: vendor is missing: write it as data\/schema describes it$/],
    ['apps/x.json', JSON.stringify({ ...anApp(), colour: 'red' }), /^data\/apps\/x\.json: has a field that does not exist: leave out "colour"/],
    ['apps/x.json', JSON.stringify({ ...anApp(), category: 'chat' }), /^data\/apps\/x\.json: category has a value that is not on the list: use one of "messenger", "social"/],
    ['apps/x.json', JSON.stringify({ ...anApp(), name: 7 }), /^data\/apps\/x\.json: name is not of the right kind/],
    ['apps/x.json', JSON.stringify({ ...anApp(), discontinued: '5 May' }), /^data\/apps\/x\.json: discontinued is not written as it should be: write a day as YYYY/],
    ['apps/x.json', JSON.stringify({ ...anApp(), aliases: [{ name: 'x', wrod: true }] }), /^data\/apps\/x\.json: aliases\[0\] has a field that does not exist: leave out "wrod"/],
    ['apps/x.json', JSON.stringify(anAppWith({ evidence: [] as never })), /^data\/apps\/x\.json: findings\.open-source\[0\]\.evidence/],
  ])('tells where %s is wrong and how to mend it', (file, text, problem) => {
    expect(told({ [file]: text })).toEqual([expect.stringMatching(problem)]);
  });

  it('tells the problems of all files at once', () => {
    expect(told({ 'apps/a.json': '{', 'names.json': '{}', 'wording/en.json': '[]' }).length).toBeGreaterThanOrEqual(3);
  });
});
