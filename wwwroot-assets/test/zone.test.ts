// Run with TZ=Pacific/Kiritimati (+14), see package.json: the viewer's day is not the server's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration, parts, short, spoken, timeIn, zoneName, zones } from '../js/zone';

const at = (iso: string): number => Date.parse(iso);

test('the viewer\'s zone comes first, UTC beside it', () => assert.deepEqual(zones(), ['Pacific/Kiritimati', 'UTC']));

test('a zone is called by its short name, else by its distance from UTC', () => {
  const winter = at('2026-01-15T12:00Z'), summer = at('2026-07-15T12:00Z');
  assert.equal(zoneName(winter, 'Europe/Berlin'), 'CET');
  assert.equal(zoneName(summer, 'Europe/Berlin'), 'CEST');
  assert.equal(zoneName(winter, 'America/New_York'), 'EST');
  assert.equal(zoneName(winter, 'Australia/Sydney'), 'AEDT');
  assert.equal(zoneName(winter, 'Asia/Kathmandu'), 'UTC+5:45');
  assert.equal(zoneName(winter, 'Etc/GMT+12'), 'UTC-12');
  assert.equal(zoneName(winter, 'UTC'), 'UTC');
});

test('a time of another day or year says so, in the zone it is shown in', () => {
  const now = at('2026-11-21T02:30Z');
  assert.equal(timeIn('Europe/Berlin', at('2026-11-21T02:17Z'), now), '03:17 CET');
  assert.equal(timeIn('UTC', at('2026-11-20T23:59Z'), now), '20 Nov, 23:59 UTC');
  assert.equal(timeIn('Pacific/Kiritimati', at('2026-11-20T23:59Z'), now), '13:59 UTC+14');       // the same day there
  assert.equal(timeIn('UTC', at('2025-12-31T10:00Z'), now), '31 Dec 2025, 10:00 UTC');
});

test('clocks go through daylight saving and midnight', () => {
  assert.equal(parts(at('2026-10-25T00:30Z'), 'Europe/Berlin').hour, '02');
  assert.equal(parts(at('2026-10-25T01:30Z'), 'Europe/Berlin').hour, '02');
  assert.deepEqual([parts(at('2026-10-25T00:30Z'), 'Europe/Berlin').zone, parts(at('2026-10-25T01:30Z'), 'Europe/Berlin').zone], ['CEST', 'CET']);
  assert.equal(parts(at('2026-11-21T00:00Z'), 'UTC').hour, '00');
});

test('durations are figures, words and short words', () => {
  assert.deepEqual([duration(5), duration(408), duration(3600), duration(2832, true), duration(90_061)], ['00:05', '06:48', '01:00:00', '00:47:12', '1 d 01:01:01']);
  assert.deepEqual([spoken(59), spoken(60), spoken(3660), spoken(90_000)], ['under a minute', '1 minute', '1 hour 1 minute', '1 day 1 hour']);
  assert.deepEqual([short(40), short(185), short(7500), short(200_000)], ['40 s', '3 min', '2 h 05 min', '2 d']);
});
