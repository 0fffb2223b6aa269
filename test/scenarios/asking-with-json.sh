# The ip command answers in JSON as well, and jq takes it apart: which children each parent has, in which mode,
# and who is up. Then the same from the plain text, with awk and sort.

for mode in private vepa bridge source; do
  ip link add link eth0 name mac-$mode type macvlan mode $mode
done
ip link set mac-vepa up
ip link set mac-bridge up
ip link add veth0 type veth peer name veth1
ip link add link veth0 name mac-other type macvlan mode bridge

ip -d -j link show type macvlan |
  jq -c 'group_by(.link)[] | { parent: .[0].link, children: map({ (.ifname): .linkinfo.info_data.mode }) | add }'
ip -j link show type macvlan | jq -r '[.[] | select(.flags | index("UP")) | .ifname] | join(", ") + " up"'
ip -o -d link show type macvlan | awk '{ sub(/@/, " on ", $2); for (i = 1; i < NF; i++) if ($i == "mode" && $(i-1) == "macvlan") print $2, $(i+1) }' | sort
ip -br link | tr -s ' ' | cut -d ' ' -f 1,2 | grep -v '^lo' | sort -r | head -n 3
