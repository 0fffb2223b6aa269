/** What the checksum should have been, from what it is and what the sum came to (in_cksum_shouldbe). */
export function shouldBe(found: number, computed: number): number {
  let sum = found + computed
  sum = (sum & 0xffff) + (sum >>> 16)
  return (sum & 0xffff) + (sum >>> 16)
}
