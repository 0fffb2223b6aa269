import { expect, test } from 'vitest'
import { parseMac } from '../../src/frame/mac.ts'
import { bucketOf } from '../../src/macvlan/hash-order.ts'

test('a broadcast comes to macvlans in the order of the kernel’s hash, as measured on 6.18', () => {
  const measured = [
    '00:11:22:33:44:55',
    '12:34:56:78:9a:bc',
    '06:5e:aa:01:77:91',
    '06:5e:aa:01:77:90',
    '02:00:00:00:00:03',
    '02:00:00:00:00:02',
    '02:00:00:00:00:01',
    'de:ad:be:ef:00:01',
  ]
  const byBucket = measured.toReversed().toSorted((a, b) => bucketOf(parseMac(a)!) - bucketOf(parseMac(b)!))
  expect(byBucket).toEqual(measured)
})
