// The cashier sent its payer back here: tell the page that opened it.
parent.postMessage({ cashier: new URLSearchParams(location.search).get('result') }, location.origin)
