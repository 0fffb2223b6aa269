import type { Rule } from '../device/rule.ts'

/** net/core/neighbour.c. */
export const NUD_RULES: readonly Rule[] = [
  {
    id: 'NUD1',
    question: "Is the next hop's address good for use (reachable, permanent, noarp, delay, probe)?",
    kernel: 'neigh_resolve_output',
    yes: 'the frame leaves',
    no: 'NUD2',
  },
  {
    id: 'NUD2',
    question: 'Is it stale: known, but not confirmed of late?',
    kernel: '__neigh_event_send',
    yes: 'the frame leaves, and the entry waits for a confirmation (delay)',
    no: 'NUD3',
  },
  {
    id: 'NUD3',
    question: 'Is a request (ARP, or a neighbour solicitation) under way already (incomplete)?',
    kernel: '__neigh_event_send',
    yes: 'NUD4',
    no: 'NUD4',
  },
  {
    id: 'NUD4',
    question: 'Is there room in the queue of this neighbour (unres_qlen_bytes)?',
    kernel: '__neigh_event_send',
    yes: 'the packet waits',
    no: 'the oldest packets that wait are dropped, and this one waits',
  },
  {
    id: 'NUD5',
    question: 'Reachable: was it confirmed within reachable_time?',
    kernel: 'neigh_timer_handler',
    yes: 'it stays reachable',
    no: 'NUD6',
  },
  {
    id: 'NUD6',
    question: 'Was it used within delay_first_probe_time?',
    kernel: 'neigh_timer_handler',
    yes: 'it waits for a confirmation (delay)',
    no: 'it becomes stale',
  },
  {
    id: 'NUD7',
    question: 'Delay: was it confirmed in the meantime?',
    kernel: 'neigh_timer_handler',
    yes: 'it is reachable again',
    no: 'it is asked, by itself, with a unicast request (probe)',
  },
  {
    id: 'NUD8',
    question: 'Have all requests gone out without an answer?',
    kernel: 'neigh_timer_handler',
    yes: 'it has failed: what waits is dropped, and its senders are told',
    no: 'another request goes out',
  },
  {
    id: 'NUD9',
    question: 'Does the packet tell a different address without the right to replace the known one?',
    kernel: '__neigh_update',
    yes: 'the known address stays',
    no: 'the entry takes what it was told',
  },
  {
    id: 'NUD10',
    question:
      'Is the header used that was kept ready, with a MAC that the device no longer has (reachable, permanent, noarp)?',
    kernel: 'neigh_output',
    yes: 'the frame leaves with the MAC of before (neigh_hh_output)',
    no: 'the frame leaves with a header that is made for it alone (neigh_resolve_output)',
  },
]
