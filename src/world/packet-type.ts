/** How a packet socket classes a frame (PACKET_HOST, …): the frame's relation to the device it is seen at. */
export type PacketType = 'host' | 'broadcast' | 'multicast' | 'otherhost' | 'outgoing' | 'loopback'
