// A resident renderer. One request a line on stdin: {template, data, standard}. One answer each on stdout: a line of JSON
// {ok, length, standard, dropped} followed by `length` bytes of PDF, or {ok: false, error}. Ends when stdin closes, so it
// never outlives the console.
import { createInterface } from 'node:readline';
import { explain, render } from './core.mjs';

const write = chunk => new Promise((resolve, reject) => process.stdout.write(chunk, error => error ? reject(error) : resolve()));

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  try {
    const { pdf, standard, dropped } = render(JSON.parse(line));
    await write(JSON.stringify({ ok: true, length: pdf.length, standard, dropped }) + '\n');
    await write(pdf);
  } catch (error) {
    await write(JSON.stringify({ ok: false, error: explain(error) }) + '\n');
  }
}
