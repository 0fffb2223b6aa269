import type { Rule } from '../device/rule.ts'
import { named } from '../device/rule-values.ts'

/** Where a device ends in a program: drivers/net/tap.c for macvtap, drivers/net/tun.c for tap. */
export const TAP_RULES: readonly Rule[] = [
  {
    id: 'TAP1',
    question: 'Has somebody opened the file of the macvtap (/dev/tapN)?',
    kernel: 'tap_handle_frame',
    yes: 'TAP3',
    no: "it is for the host's own stack, as on a macvlan (DEV6)",
    values: named('to'),
  },
  {
    id: 'TAP2',
    question: 'Is somebody attached to the tap (/dev/net/tun)?',
    kernel: 'tun_net_xmit',
    yes: 'TAP3',
    no: 'it is dropped and counted (dropped, at sending)',
    values: named('tap'),
  },
  {
    id: 'TAP3',
    question: 'Is there room in the queue to the program (txqueuelen)?',
    kernel: 'ptr_ring_produce',
    yes: 'it waits to be read; the host has done with it',
    no: 'it is dropped; a macvtap counts an error and a drop at receiving, a tap a drop at sending',
    values: named('waiting', 'room'),
  },
  {
    id: 'TAP4',
    question: 'Does the macvtap still exist, into whose file a program writes?',
    kernel: 'tap_get_user',
    yes: 'the macvtap transmits it (DEV1)',
    no: 'it is lost; the program believes it written',
  },
  {
    id: 'TAP5',
    question: 'Is the tap up, into which a program writes?',
    kernel: 'tun_get_user',
    yes: 'the tap receives it as from a wire (DEV5)',
    no: 'the program is told of an error; the tap counts a drop at receiving',
  },
]
