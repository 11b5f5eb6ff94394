// What a hospital fills in.
export const ROOT = 'https://api.hospital.example/api' // what the back end answers at; its host is in the request domains at WeChat
