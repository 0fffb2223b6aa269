# Three things at once: a ping and two captures run in the background, on two machines, while the script goes
# on; wait waits for them, kill ends them, and each has its exit status.

ip addr add 192.168.56.110/24 dev eth0
on gw tcpdump -l -n -c 4 -i eth0 icmp > gateway 2> /dev/null &
capture=$!
tcpdump -l -n -i eth0 arp > question 2> /dev/null &
endless=$!
sleep 1
ping -c 2 -i 0.5 192.168.56.1 > answer &
jobs -r
wait $capture
echo "capture: $?"
wait %3
echo "ping: $?"
kill $endless
wait $endless
echo "endless capture: $?"
grep -c "bytes from" answer
cut -d ' ' -f 2-8 gateway
grep -o 'Request who-has 192.168.56.1 .*\|Reply 192.168.56.1 .*' question
