# A passthru child has the parent for itself: no second child beside it, no second mode for it, and no
# passthru where somebody lives already. Each refusal is the same "Invalid argument".

ip link add link eth0 name mac1 type macvlan mode passthru
ip link add link eth0 name mac2 type macvlan mode bridge
ip link add link eth0 name mac2 type macvlan mode passthru
ip link set mac1 type macvlan mode bridge
ip link del mac1

ip link add link eth0 name mac1 type macvlan mode bridge
ip link add link eth0 name mac2 type macvlan mode passthru
ip link set mac1 type macvlan mode passthru
ip link set mac1 type macvlan mode private && echo "From bridge to private: no problem."
ip -d link show type macvlan
