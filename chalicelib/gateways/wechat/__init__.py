"""WeChat's server side of the mini program: sign-in, phone numbers, subscribe messages, message push."""
